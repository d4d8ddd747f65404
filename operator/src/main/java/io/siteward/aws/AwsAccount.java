package io.siteward.aws;

/**
 * The account that our credentials belong to.
 *
 * @param id twelve digits
 */
public record AwsAccount(String id) {

    /**
     * The account that an ARN names.
     *
     * @throws IllegalArgumentException when it names none
     */
    public static AwsAccount ofArn(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[4].matches("\\d{12}")) {
            throw new IllegalArgumentException("no account in ARN " + arn);
        }
        return new AwsAccount(parts[4]);
    }
}
