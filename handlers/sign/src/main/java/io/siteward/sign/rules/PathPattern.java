package io.siteward.sign.rules;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * A pattern of paths as cache behaviours have them: {@code *} stands for any characters, slashes too, and {@code ?} for one;
 * capitals differ from small letters.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html">path
 *     patterns</a>
 */
public record PathPattern(String text) {
    /** As many as CloudFront allows in a behaviour's pattern. */
    private static final int LONGEST = 255;

    /** A character that no pattern names: what only wildcards take. */
    private static final char ANY_OTHER = '\0';

    /**
     * The pattern of a rule.
     *
     * @throws IllegalArgumentException when what is not a wildcard is not in its normal form, with the reason
     */
    public static PathPattern ofRule(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("is too long");
        }
        UrlPath.check(text.replace('*', 'x').replace('?', 'x'));
        return new PathPattern(text);
    }

    /**
     * Whether whatever the other matches this matches too.
     *
     * <p>The other is walked through with all places at which this could be. Where the other takes any character, a
     * character that this does not name is the worst that can come: it leads to a part of the places to which any other
     * leads, and fewer places match fewer endings. So that one is enough to try, as often as it makes a difference.
     */
    public boolean contains(PathPattern other) {
        Set<BitSet> reached = Set.of(closed(0));
        for (char c : other.text.toCharArray()) {
            Set<BitSet> next = new HashSet<>();
            for (BitSet places : reached) {
                switch (c) {
                    case '*' -> addAllAfterAnyNumber(places, next);
                    case '?' -> next.add(after(places, ANY_OTHER));
                    default -> next.add(after(places, c));
                }
            }
            reached = next;
        }
        return reached.stream().allMatch(places -> places.get(text.length()));
    }

    private void addAllAfterAnyNumber(BitSet places, Set<BitSet> all) {
        for (BitSet now = places; all.add(now); ) {
            now = after(now, ANY_OTHER);
        }
    }

    private BitSet after(BitSet places, char c) {
        BitSet next = new BitSet();
        places.stream().filter(place -> place < text.length()).forEach(place -> {
            char wanted = text.charAt(place);
            if (wanted == '*') {
                next.or(closed(place));
            } else if (wanted == '?' || wanted == c) {
                next.or(closed(place + 1));
            }
        });
        return next;
    }

    /** A place, and those behind the asterisks there, which may stand for nothing. */
    private BitSet closed(int place) {
        BitSet places = new BitSet();
        int last = place;
        while (last < text.length() && text.charAt(last) == '*') {
            last++;
        }
        places.set(place, last + 1);
        return places;
    }
}
