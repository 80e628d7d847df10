package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.CookieReader;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.PostRules;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.policy.ReturnPath;
import org.journeyguard.internal.post.KeptPost;
import org.journeyguard.internal.post.KeptPosts;
import org.journeyguard.internal.post.PostKey;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.response.PostPages;
import org.journeyguard.internal.servlet.HttpRequestFacts;
import org.journeyguard.internal.servlet.RequestWithBody;
import org.journeyguard.internal.servlet.ResponseWriter;
import org.journeyguard.internal.signin.SignInCookie;
import org.jspecify.annotations.Nullable;

/**
 * Keeps POSTs while their users sign in, and restores them when their browsers send them again.
 *
 * @param posts the kept POSTs
 * @param webGuard of the application
 * @param app public URL of the application, without a trailing slash
 */
record PostKeeper(KeptPosts posts, WebGuard webGuard, String app) {
    private static final String RESTORED = "org.journeyguard.restored-post";
    private static final String REPEATED = "org.journeyguard.repeated-post";
    private static final Pattern REPETITION = Pattern.compile(PostPages.FIELD + "=(([\\w-]{22})\\.[\\w-]{43})\r\n");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_OCTETS = 16;

    /** Keeps the POST of a request, if possible, and returns what leads its user to AM. */
    FilterResponse keep(Decision.KeepPost keep, RequestContext context) {
        HttpRequestFacts facts = context.facts();
        ErrorResponses responses = context.responses();
        if (!context.isActive() || context.response().isCommitted()) {
            return responses.of(keep.otherwise());
        }
        HttpServletRequest request = context.request();
        try {
            if (request.getAttribute(RESTORED) instanceof KeptPost restored) {
                return keep(restored, keep, context);
            }
            if (PostRules.isRepetition(facts)) {
                return keepOn(keep, context);
            }
            Optional<PostKey> key = posts.reserve();
            if (key.isEmpty()) {
                return responses.of(PostRules.because(Reason.POST_NOT_KEPT, facts, keep.otherwise()));
            }
            Optional<byte[]> body = body(request, PostRules.size(facts));
            if (body.isEmpty()) {
                posts.giveUp(key.get());
                return responses.of(keep.otherwise());
            }
            String target = ReturnPath.of(facts.rawPath(), facts.query());
            KeptPost post = new KeptPost(target, String.valueOf(request.getContentType()), owner(context), body.get());
            return keep(key.get(), post, keep, context);
        } catch (Unavailable e) {
            return responses.of(PostRules.because(Reason.POST_NOT_KEPT, facts, keep.otherwise()));
        }
    }

    /** Keeps a restored POST again, for which the application requires a stronger sign-in. */
    private FilterResponse keep(KeptPost restored, Decision.KeepPost keep, RequestContext context) {
        // who has sent it once is the only one who may send it again
        return posts.reserve()
                .map(key -> keep(key, restored.ownedBy(owner(context)), keep, context))
                .orElseGet(() -> context.responses()
                        .of(PostRules.because(Reason.POST_NOT_KEPT, context.facts(), keep.otherwise())));
    }

    private FilterResponse keep(PostKey key, KeptPost post, Decision.KeepPost keep, RequestContext context) {
        SignInCookie cookie = posts.put(key, post);
        HttpServletResponse response = context.response();
        posts.dropSurplus(present(context.request()), cookie)
                .forEach(name -> webGuard.cookies().expireOwn(response, name));
        webGuard.cookies().bindSignIn(response, cookie, posts.lasts());
        return leadToSignIn(key, keep, context);
    }

    /** The browser has sent a kept POST again, but its user has to sign in first, or more strongly: it stays where it is. */
    private FilterResponse keepOn(Decision.KeepPost keep, RequestContext context) {
        Matcher repetition = repetition(context.request());
        if (repetition == null) {
            return context.responses().of(keep.otherwise());
        }
        PostKey key = posts.key(present(context.request()), repetition.group(2)).orElse(null);
        KeptPost post = key == null ? null : posts.find(key).orElse(null);
        if (key == null || post == null) {
            return context.responses().of(new Decision.Reject(Reason.POST_GONE, null));
        }
        String owner = owner(context);
        if (!owner.isEmpty() && !post.isFor(owner)) {
            return context.responses().of(new Decision.Reject(Reason.POST_OF_ANOTHER, null));
        }
        boolean isOfNobodySoFar = context.confirmedUser() != null && post.isFor("") && post.isFor(owner);
        if (isOfNobodySoFar && posts.take(key).isPresent()) {
            return keep(post, keep, context);
        }
        return leadToSignIn(key, keep, context);
    }

    private FilterResponse leadToSignIn(PostKey key, Decision.KeepPost keep, RequestContext context) {
        ErrorResponses responses = context.responses();
        Decision next = webGuard.guard().signInWithPost(context.facts(), key.id(), keep);
        if (next instanceof Decision.Challenge challenge && !context.facts().wantsPage()) {
            responses.refused(challenge.reason());
            return PostPages.kept(challenge, responses.recipient());
        }
        FilterResponse answer = responses.of(next);
        String location = answer.headers().get("Location");
        return location == null ? answer : PostPages.kept(location, responses.recipient());
    }

    /** Returns the page that makes the browser send a kept POST again. */
    FilterResponse repeat(Decision.RepeatPost repeat, RequestContext context) {
        try {
            Decision refusal = new Decision.Reject(Reason.POST_GONE, null);
            AuthenticatedUser user = context.confirmedUser();
            PostKey key = posts.key(present(context.request()), repeat.id()).orElse(null);
            KeptPost post = key == null ? null : posts.find(key).orElse(null);
            if (user != null && key != null && post != null) {
                String owner = HttpSessionBinding.owner(user, webGuard);
                if (post.isFor(owner)) {
                    return PostPages.repeat(
                            app + post.target(),
                            key.token(owner),
                            nonce(),
                            context.responses().recipient());
                }
                refusal = new Decision.Reject(Reason.POST_OF_ANOTHER, null);
            }
            return context.responses().of(refusal);
        } catch (Unavailable e) {
            return context.responses().of(new Decision.Reject(Reason.AM_UNAVAILABLE, e.retryAfter()));
        }
    }

    /**
     * Returns an allowed request as the application shall see it: with the kept POST if the browser sends that again.
     *
     * @return null if the kept POST can't be sent, and the request has been answered
     */
    static @Nullable HttpServletRequest original(
            RequestContext context, HttpServletRequest request, HttpServletResponse response) throws IOException {
        PostKeeper keeper = context.webGuard().postKeeper().orElse(null);
        if (keeper == null || !PostRules.isRepetition(context.facts())) {
            return request;
        }
        byte[] body = body(request, PostRules.REPETITION_SIZE).orElse(null);
        Matcher repetition = body == null ? null : repetition(body);
        if (body == null) {
            return request;
        }
        if (repetition == null) {
            return new RequestWithBody(request, String.valueOf(request.getContentType()), body);
        }
        request.setAttribute(REPEATED, repetition);
        Decision refusal;
        try {
            AuthenticatedUser user = context.currentUser();
            refusal = user == null
                    ? context.needsUser()
                    : keeper.restore(repetition.group(1), repetition.group(2), user, context);
        } catch (Unavailable e) {
            refusal = new Decision.Reject(Reason.AM_UNAVAILABLE, e.retryAfter());
        }
        if (request.getAttribute(RESTORED) instanceof KeptPost post) {
            return new RequestWithBody(request, post.contentType(), post.body());
        }
        ResponseWriter.write(context.responses().of(refusal), response);
        return null;
    }

    /** Takes a kept POST out and adds it to the request; otherwise returns the refusal. */
    private Decision restore(String token, String id, AuthenticatedUser user, RequestContext context) {
        HttpServletRequest request = context.request();
        PostKey key = posts.key(present(request), id).orElse(null);
        KeptPost post = key == null ? null : posts.find(key).orElse(null);
        if (key == null || post == null) {
            return new Decision.Reject(Reason.POST_GONE, null);
        }
        String owner = HttpSessionBinding.owner(user, webGuard);
        if (!key.isToken(token, owner) || !post.isFor(owner)) {
            return new Decision.Reject(Reason.POST_OF_ANOTHER, null);
        }
        HttpRequestFacts facts = context.facts();
        boolean isItsTarget = post.target().equals(ReturnPath.of(facts.rawPath(), facts.query()));
        if (!isItsTarget || posts.take(key).isEmpty()) {
            return new Decision.Reject(Reason.POST_GONE, null);
        }
        webGuard.cookies().expireOwn(context.response(), posts.cookiePrefix() + id);
        request.setAttribute(RESTORED, post);
        return Decision.PROCEED;
    }

    private String owner(RequestContext context) {
        AuthenticatedUser user = context.confirmedUser();
        return user == null
                ? HttpSessionBinding.ownerBefore(context.request(), webGuard)
                : HttpSessionBinding.owner(user, webGuard);
    }

    private List<SignInCookie> present(HttpServletRequest request) {
        return CookieReader.startingWith(request.getHeaders("Cookie"), posts.cookiePrefix()).stream()
                .map(cookie -> new SignInCookie(cookie.getKey(), cookie.getValue()))
                .toList();
    }

    /** Reads the body; empty if the application has read some of it, or the client did not send all of it. */
    private static Optional<byte[]> body(HttpServletRequest request, int size) {
        try {
            byte[] body = request.getInputStream().readNBytes(size);
            return body.length == size ? Optional.of(body) : Optional.empty();
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Matcher repetition(HttpServletRequest request) {
        Optional<byte[]> body = body(request, PostRules.REPETITION_SIZE);
        return body.map(PostKeeper::repetition).orElse((Matcher) request.getAttribute(REPEATED));
    }

    private static @Nullable Matcher repetition(byte[] body) {
        Matcher repetition = REPETITION.matcher(new String(body, StandardCharsets.ISO_8859_1));
        return repetition.matches() ? repetition : null;
    }

    private static String nonce() {
        byte[] octets = new byte[NONCE_OCTETS];
        RANDOM.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
