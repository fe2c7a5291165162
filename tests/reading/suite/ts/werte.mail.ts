type Id = `user-${number}`;
const muster = /["'`]<a href="x">/g;
export const teil = "<a href='https://teil.example/a'>A</a>";
export const anderer = "<b>nichts</b>";
