-- What Onrush's plan does, as far as wrk can: path and header differ each time.
-- Where PAUSE says for how many milliseconds, each user waits after an answer.
local pause = tonumber(os.getenv("PAUSE") or "")
if pause then
  function delay()
    return pause
  end
end
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", "/item/" .. (n % 1000), {["X-Request"] = n})
end
