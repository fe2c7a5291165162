<p>Hello ${name!"guest"},</p>
<p>🎻 Your lesson: <a href="https://music.example/l/${lesson.id}">Join the
  lesson</a></p>
<p>🎼🎶 <a href='${notesUrl}'>Sheet music</a></p>
<p>See you</p>
