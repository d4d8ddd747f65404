package io.siteward.site;

import software.amazon.awssdk.core.SdkClient;

/** What stands between the operator and AWS: nothing, or a bug that is put there to see that it is found. */
@FunctionalInterface
interface Bend {
    Bend NONE = new Bend() {
        @Override
        public <C extends SdkClient> C of(Class<C> type, C client) {
            return client;
        }
    };

    <C extends SdkClient> C of(Class<C> type, C client);
}
