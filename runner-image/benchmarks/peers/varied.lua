-- What Onrush's plan does, as far as wrk can: path and header differ each time.
-- Where PAUSE says for how many milliseconds, each user waits after an answer; where it says several, for one of these as it comes: users who all wait for the
-- same milliseconds come to wait for the same one, and then ask all at once.
local pauses = {}
for millis in string.gmatch(os.getenv("PAUSE") or "", "%d+") do
  pauses[#pauses + 1] = tonumber(millis)
end
if #pauses > 0 then
  function delay()
    return pauses[math.random(#pauses)]
  end
end
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", "/item/" .. (n % 1000), {["X-Request"] = n})
end
