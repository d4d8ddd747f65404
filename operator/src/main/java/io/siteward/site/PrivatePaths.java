package io.siteward.site;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A site's private paths, as CloudFront understands path patterns: {@code *} stands for any characters, slashes too,
 * {@code ?} for exactly one, and case counts.
 *
 * <p>All patterns are followed at once. A state is the set of places, in any of them, up to which what was read fits.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern">Path
 *     pattern</a>
 */
final class PrivatePaths {
    static final String WHOLE_SITE = "/*";

    /** A site's patterns need a few; patterns made to need more are taken for a crossing. */
    private static final int MOST_STATES = 5_000;

    private final List<String> patterns;
    private final String all;
    private final BitSet ends = new BitSet();
    private final BitSet begin = new BitSet();

    PrivatePaths(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        // Each pattern and a mark for its end, one after the other.
        StringBuilder text = new StringBuilder();
        for (String pattern : patterns) {
            begin.set(text.length());
            text.append(pattern);
            ends.set(text.length());
            text.append('\n');
        }
        this.all = text.toString();
        settle(begin);
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** Whether everything is private. */
    boolean areWholeSite() {
        return patterns.contains(WHOLE_SITE);
    }

    /** Whether a path with a slash in front, as it is, is private. */
    boolean cover(String path) {
        return isEnd(after(begin, path));
    }

    /** Whether a pattern stands for a single character: an encoded one is three to CloudFront. */
    boolean countCharacters() {
        return patterns.stream().anyMatch(pattern -> pattern.indexOf('?') >= 0);
    }

    /**
     * A folder that is public though the file of this name in it is private, for example {@code /a/}; empty when there is
     * none.
     */
    Optional<String> publicFolderOfPrivate(String file) {
        if (patterns.isEmpty()) {
            return Optional.empty();
        }
        record Reached(BitSet state, String path) {}
        Set<BitSet> seen = new HashSet<>();
        Deque<Reached> next = new ArrayDeque<>();
        next.add(new Reached(after(begin, "/"), "/"));
        while (!next.isEmpty()) {
            Reached reached = next.remove();
            boolean isFolder = reached.path().endsWith("/");
            boolean crosses = isFolder && !isEnd(reached.state()) && isEnd(after(reached.state(), file));
            if (crosses || seen.size() > MOST_STATES) {
                return Optional.of(reached.path());
            }
            for (char character : alphabet()) {
                BitSet state = after(reached.state(), character);
                // Two slashes in a row name no folder. Where nothing fits any more, nothing will.
                if ((isFolder && character == '/') || state.isEmpty()) {
                    continue;
                }
                BitSet key = (BitSet) state.clone();
                key.set(all.length(), character == '/');
                if (seen.add(key)) {
                    next.add(new Reached(state, reached.path() + character));
                }
            }
        }
        return Optional.empty();
    }

    /** A slash, every other character that a pattern asks for, and one that none does: letters first, to read well. */
    private Set<Character> alphabet() {
        Set<Character> characters = new TreeSet<>(Comparator.comparing((Character each) -> !Character.isLetter(each))
                .thenComparing(Comparator.naturalOrder()));
        all.chars()
                .filter(character -> "*?\n".indexOf(character) < 0)
                .forEach(character -> characters.add((char) character));
        characters.add('/');
        for (char other = 'a'; other <= 'z'; other++) {
            if (characters.add(other)) {
                break;
            }
        }
        return characters;
    }

    private boolean isEnd(BitSet state) {
        return state.intersects(ends);
    }

    private BitSet after(BitSet state, String text) {
        BitSet current = state;
        for (int i = 0; i < text.length(); i++) {
            current = after(current, text.charAt(i));
        }
        return current;
    }

    private BitSet after(BitSet state, char character) {
        BitSet reached = new BitSet();
        state.stream().filter(place -> !ends.get(place)).forEach(place -> {
            char expected = all.charAt(place);
            if (expected == '*') {
                reached.set(place);
            } else if (expected == '?' || expected == character) {
                reached.set(place + 1);
            }
        });
        settle(reached);
        return reached;
    }

    /** An asterisk may also stand for nothing. */
    private void settle(BitSet state) {
        for (int place = state.nextSetBit(0); place >= 0; place = state.nextSetBit(place + 1)) {
            if (!ends.get(place) && all.charAt(place) == '*') {
                state.set(place + 1);
            }
        }
    }
}
