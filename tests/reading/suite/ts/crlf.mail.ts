export const body: string =
  `<p>☕ Morning ${who}</p>` +
  `<a href="https://coffee.example/menu">Menu</a>`;
