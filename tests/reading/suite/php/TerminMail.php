<?php
namespace App\Mail;

// promolint: kind=appointment-confirmation
class TerminMail
{
    public function senden($kunde, $url)
    {
        $subject = 'Ihr Termin';
        $html = '<p>Guten Tag ' . $kunde->name . ',</p>'
            . '<p><a href="' . $url . '">Termin ansehen</a> oder '
            . "<a href=\"https://praxis.example/weg\">absagen</a></p>";
        $html .= '<p><a href="https://praxis.example/k?id=' . $kunde->id . '&x=1">Konto</a></p>';
        mail($kunde->mail, $subject, $html);
    }
}
