<?php
$a = '<p><a href="https://ganz.example/">Ganz</a></p>';
$b = '<p><a href="https://halb.example/">Halb</a> und
