namespace Commissioning.Domain.Funds;

/// <summary>What a fund's letterhead may hold.</summary>
public static class LetterheadRules
{
    /// <summary>Every letter carries the logo. Default, not OPCC policy.</summary>
    public const int MostLogoBytes = 200_000;

    public static IReadOnlyList<Refusal> WhyWrong(Letterhead head) =>
        [
            .. head.WebAddress is { } web
            && !(Uri.TryCreate(web, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
                ?
                [
                    new Refusal(
                        "Enter a web address that begins with https://, such as https://www.example.org/grants",
                        nameof(head.WebAddress)
                    ),
                ]
                : Array.Empty<Refusal>(),
            .. head.ContactName is null && (head.ContactTitle ?? head.ContactPhone) is not null
                ?
                [
                    new Refusal(
                        "Enter the name of the officer to ask, or leave out their title and telephone number",
                        nameof(head.ContactName)
                    ),
                ]
                : Array.Empty<Refusal>(),
            .. TextLimit.WhyTooLong([
                (head.WebAddress, 200, nameof(head.WebAddress)),
                (head.SignatoryTitle, 200, nameof(head.SignatoryTitle)),
                (head.ContactName, 200, nameof(head.ContactName)),
                (head.ContactTitle, 200, nameof(head.ContactTitle)),
                (head.ContactPhone, 40, nameof(head.ContactPhone)),
            ]),
        ];

    /// <summary>Null when the picture can be a logo. An SVG file may hold a script, so only PNG files are accepted here.</summary>
    public static Refusal? WhyNotLogo(string name, string contentType, long bytes, string field) =>
        contentType != "image/png" ? new($"{name} is not a PNG picture. Save the logo as PNG and choose that file.", field)
        : bytes > MostLogoBytes
            ? new(
                $"{name} has {bytes / 1000:N0} KB. Every letter carries the logo, so make one of at most {MostLogoBytes / 1000} KB.",
                field
            )
        : null;
}
