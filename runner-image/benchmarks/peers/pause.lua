-- A user who waits after each answer: milliseconds from the environment. Path and header are those of varied.lua.
local pause = tonumber(os.getenv("PAUSE"))
local n = 0
function delay()
  return pause
end
request = function()
  n = n + 1
  return wrk.format("GET", "/item/" .. (n % 1000), {["X-Request"] = n})
end
