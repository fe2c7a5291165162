<?php if ( ! defined( 'ABSPATH' ) ) { exit; } ?>
<p><?php printf( esc_html__( 'Hi %s,', 'x' ), $name ); ?></p>
<p><?php echo '<a class="link" href="' . esc_url( $order->get_url() ) . '">Bestellung ansehen</a>'; ?></p>
<?php if ( $werbung ) : ?>
  <?= "<a href='https://shop.example/neu?u={$u}'>Neu</a>" ?>
<?php endif; ?>
<p><?php printf( wp_kses_post( __( 'Zum <a href="%s">Konto</a>' ) ), $konto ); ?></p>
