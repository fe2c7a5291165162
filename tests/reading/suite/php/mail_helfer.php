<?php
/* don't <a href="https://nie.example/">x</a> */
# it's nothing: '<a href="https://nie.example/">'
function knopf($u) {
    $body = '<a class="btn" href="' . esc_url( $u, "x" ) . '">' . __( 'Weiter' ) . '</a>';
    $body .= ($werbung ? '<a href="https://laden.example/neu">Neu im Laden</a>' : '');
    $body .= sprintf('<a href="%s">%s</a>', $a, $b);
    return $body;
}
