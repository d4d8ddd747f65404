package io.siteward.lease;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of a store that cannot be read, because somebody has written into it by hand. Each counts as lost, for itself
 * alone: all others go on. It is said once of each as it stands.
 */
public final class SpoiledRecords {
    private static final Logger log = LoggerFactory.getLogger(SpoiledRecords.class);

    private final Map<String, Integer> told = new ConcurrentHashMap<>();

    /**
     * Says that one cannot be read.
     *
     * @param record its name in the store
     * @param content what makes it another if it is changed
     */
    public void skip(String record, Object content, StoreFailure why) {
        Integer now = content.hashCode();
        if (!now.equals(told.put(record, now))) {
            log.warn("{}", why.getMessage());
        }
    }
}
