-- What Onrush's plan does, as far as wrk can: path and header differ each time.
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", "/item/" .. (n % 1000), {["X-Request"] = n})
end
