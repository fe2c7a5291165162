<?php
$html = '<p>Hello 🐝</p>' .
  '<a href="' . $hive->url . '">Visit the hive</a>';
$html .= "<a href=\"https://bees.example/\u{1F41D}/x\">Bees</a>";
