<p>Hallo ${name},
<#if zahlung>
<p>Ihr Ticket: <a href="https://bahn.example/ticket">Ticket zeigen</a>
<p><b>Gleis 3 <a href="https://bahn.example/gleis">Gleisplan</b></a>
<div>Gute Reise
