export const html = `<p><a href="https://rest.example/">Rest</a>
