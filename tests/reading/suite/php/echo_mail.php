<?php
echo '<p>Dear guest</p>';
echo "<p><a href='https://inn.example/stay/$id'>Your stay</a></p>";
print '<a href="mailto:desk@inn.example">Write</a>';
