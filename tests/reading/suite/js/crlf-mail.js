const mail = '<p>🚲 Hello</p>' +
  '<a href="https://bikes.example/lock">Lock code</a>' +
  `<a href='${help.url}'>Help</a>`;
