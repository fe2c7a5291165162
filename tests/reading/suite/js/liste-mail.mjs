export const html = [
  '<h1>Welcome</h1>',
  '<p><a href="https://club.example/start">Start here</a></p>',
  "<p>Bye</p>",
].join('\n');
