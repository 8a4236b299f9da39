// Stands in for d3-time-format in the page: recharts brings it along for scales of time, which no axis here has, and it
// is 3 kB of the page's script.

export const timeFormat = undefined;
export const utcFormat = undefined;
