package io.sluice.engine.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What the words of a field's name tell: {@code customerID} is made of customer and id. */
record FieldWords(List<String> words) {

  private static final Set<String> PERSONAL =
      Set.of(
          "address",
          "addresses",
          "birth",
          "birthday",
          "birthdate",
          "birthplace",
          "born",
          "dob",
          "email",
          "emails",
          "ethnicity",
          "fax",
          "firstname",
          "forename",
          "fullname",
          "gender",
          "iban",
          "ip",
          "lastname",
          "mail",
          "maiden",
          "mobile",
          "msisdn",
          "nationality",
          "nickname",
          "passport",
          "phone",
          "phones",
          "postcode",
          "religion",
          "salary",
          "sex",
          "ssn",
          "street",
          "surname",
          "telephone",
          "username",
          "zip",
          "zipcode");

  /** Before {@code name}, these say that a person has it. */
  private static final Set<String> PERSONS =
      Set.of(
          "account",
          "author",
          "client",
          "contact",
          "customer",
          "display",
          "driver",
          "employee",
          "family",
          "first",
          "full",
          "given",
          "holder",
          "last",
          "legal",
          "login",
          "member",
          "middle",
          "nick",
          "owner",
          "passenger",
          "patient",
          "person",
          "recipient",
          "screen",
          "sender",
          "user",
          "visitor");

  private static final Set<String> NAMES = Set.of("name", "names");

  private static final Set<String> IDS = Set.of("id", "uuid", "guid", "key");

  /** Numbers by these names tell things apart, or count on for ever: none has a range. */
  private static final Set<String> NUMBERS_OF_THINGS =
      Set.of(
          "code",
          "ean",
          "gtin",
          "imo",
          "index",
          "mmsi",
          "no",
          "nr",
          "number",
          "offset",
          "order",
          "ref",
          "revision",
          "seq",
          "sequence",
          "serial",
          "sku",
          "version",
          "year",
          "zip");

  private static final Set<String> TIMES =
      Set.of(
          "at",
          "created",
          "date",
          "datetime",
          "modified",
          "on",
          "time",
          "timestamp",
          "ts",
          "updated",
          "when");

  /** Times by these words are not when the event happened. */
  private static final Set<String> OTHER_TIMES =
      Set.of(
          "arrived",
          "birth",
          "due",
          "end",
          "ended",
          "expires",
          "expiry",
          "ingested",
          "loaded",
          "modified",
          "processed",
          "published",
          "received",
          "reviewed",
          "start",
          "started",
          "until",
          "updated",
          "valid");

  private static final Set<String> MONEY =
      Set.of(
          "amount",
          "balance",
          "charge",
          "charges",
          "cost",
          "costs",
          "fare",
          "fee",
          "fees",
          "price",
          "revenue",
          "tax",
          "turnover");

  private static final Set<String> LATITUDE = Set.of("lat", "latitude");
  private static final Set<String> LONGITUDE = Set.of("lon", "lng", "long", "longitude");
  private static final Set<String> PERCENT = Set.of("pct", "percent", "percentage");
  private static final Set<String> SHARE =
      Set.of("confidence", "fraction", "probability", "ratio", "share");
  private static final Set<String> ANGLE =
      Set.of("azimuth", "azimuthal", "bearing", "course", "heading");

  static FieldWords of(String name) {
    String spaced =
        name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip()
            .toLowerCase(Locale.ROOT);
    return new FieldWords(Arrays.asList(spaced.split(" ", -1)));
  }

  private boolean has(Set<String> any) {
    return words.stream().anyMatch(isOneOf(any));
  }

  /** {@code address1} is an address. */
  private static Predicate<String> isOneOf(Set<String> any) {
    return word -> any.contains(word) || any.contains(word.replaceFirst("\\d+$", ""));
  }

  private String last() {
    return words.getLast();
  }

  /** Whether a person could be told by the values of a field of this name. */
  boolean soundsPersonal() {
    boolean isName =
        NAMES.contains(last())
            && (words.size() == 1 || PERSONS.contains(words.get(words.size() - 2)));
    return isName || has(PERSONAL);
  }

  boolean meansId() {
    return IDS.contains(last());
  }

  boolean meansNumberOfThings() {
    return meansId() || NUMBERS_OF_THINGS.contains(last());
  }

  boolean meansTime() {
    return has(TIMES);
  }

  boolean meansOtherTime() {
    return has(OTHER_TIMES);
  }

  boolean meansMoney() {
    return has(MONEY);
  }

  boolean meansLatitude() {
    return has(LATITUDE);
  }

  boolean meansLongitude() {
    return has(LONGITUDE);
  }

  boolean meansPercent() {
    return has(PERCENT);
  }

  boolean meansShare() {
    return has(SHARE);
  }

  boolean meansAngle() {
    return has(ANGLE);
  }
}
