import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class Webhooks {
    /** Returns whether a webhook is genuine and recent. `body` is the raw body, before any parsing. */
    static boolean verify(String secret, Map<String, String> headers, byte[] body) throws Exception {
        var timestamp = headers.get("webhook-timestamp");
        if (Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) > 300) return false;
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
        mac.update((headers.get("webhook-id") + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        var expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes();
        // During a rotation there are two signatures. One valid signature is sufficient.
        for (var given : headers.get("webhook-signature").split(" "))
            if (MessageDigest.isEqual(given.getBytes(), expected)) return true;
        return false;
    }
}
