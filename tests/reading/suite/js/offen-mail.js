const html = '<a href="https://eins.example/">Eins</a>';
const mehr = `<p><a href="https://zwei.example/">Zwei</a> ${wenn(
