using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Commissioning.Domain.Funds;

/// <summary>What a fund's letterhead may hold.</summary>
public static partial class LetterheadRules
{
    /// <summary>Every letter carries the logo. Default, not OPCC policy.</summary>
    public const int MostLogoBytes = 200_000;
    private const int MostPixels = 5000;

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
            .. (head.SignatoryName is null) != (head.SignatoryTitle is null)
                ?
                [
                    new Refusal(
                        "Enter both the name and the title of the person who signs, or neither",
                        head.SignatoryName is null ? nameof(head.SignatoryName) : nameof(head.SignatoryTitle)
                    ),
                ]
                : Array.Empty<Refusal>(),
            .. head.ContactPhone is { } phone && !Phone().IsMatch(phone)
                ? [new Refusal("Enter a phone number, such as 0116 496 0000", nameof(head.ContactPhone))]
                : Array.Empty<Refusal>(),
            .. new[]
            {
                (head.SignatoryName, nameof(head.SignatoryName)),
                (head.SignatoryTitle, nameof(head.SignatoryTitle)),
                (head.ContactName, nameof(head.ContactName)),
                (head.ContactTitle, nameof(head.ContactTitle)),
            }
                .Select(one => PlainWords.WhyNot(one.Item1, one.Item2))
                .OfType<Refusal>(),
            .. TextLimit.WhyTooLong([
                (head.SignatoryName, 200, nameof(head.SignatoryName)),
                (head.WebAddress, 200, nameof(head.WebAddress)),
                (head.SignatoryTitle, 200, nameof(head.SignatoryTitle)),
                (head.ContactName, 200, nameof(head.ContactName)),
                (head.ContactTitle, 200, nameof(head.ContactTitle)),
                (head.ContactPhone, 40, nameof(head.ContactPhone)),
            ]),
        ];

    /// <summary>Null when the picture can be a logo. An SVG file may hold a script, so only PNG files are accepted here.</summary>
    public static Refusal? WhyNotLogo(string name, string contentType, byte[] content, string field) =>
        contentType != "image/png" ? new($"{name} is not a PNG picture. Save the logo as PNG and choose that file.", field)
        : content.Length > MostLogoBytes
            ? new(
                $"{name} has {content.Length / 1000:N0} KB. Every letter carries the logo, so make one of at most {MostLogoBytes / 1000} KB.",
                field
            )
        : !CanBeDrawn(content)
            ? new(
                $"{name} cannot be read: it is damaged, not complete or too large. Save the logo again as PNG and choose that file.",
                field
            )
        : null;

    /// <summary>The picture has a size and all of its lines (PNG: W3C 2003).</summary>
    private static bool CanBeDrawn(byte[] content)
    {
        var (data, width, height, bits) = (new MemoryStream(), 0L, 0L, 0L);
        for (var at = 8; at + 12 <= content.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at));
            if (at + 12L + length > content.Length)
                return false;
            var name = Encoding.ASCII.GetString(content, at + 4, 4);
            var body = content.AsSpan(at + 8, (int)length);
            if (name == "IHDR" && length == 13)
                (width, height, bits) = (
                    BinaryPrimitives.ReadUInt32BigEndian(body),
                    BinaryPrimitives.ReadUInt32BigEndian(body[4..]),
                    // Values of a pixel: grey or palette 1, grey and alpha 2, RGB 3, RGB and alpha 4.
                    body[8]
                        * (
                            body[9] switch
                            {
                                2 => 3,
                                4 => 2,
                                6 => 4,
                                _ => 1,
                            }
                        )
                );
            else if (name == "IDAT")
                data.Write(body);
            else if (name == "IEND")
                return width is > 0 and <= MostPixels
                    && height is > 0 and <= MostPixels
                    && Lines(data, height * (1 + (width * bits + 7) / 8));
            at += 12 + (int)length;
        }
        return false;
    }

    /// <summary>The data hold at least so many bytes. An interlaced picture has a few more.</summary>
    private static bool Lines(MemoryStream data, long bytes)
    {
        data.Position = 0;
        try
        {
            using var lines = new ZLibStream(data, CompressionMode.Decompress);
            var buffer = new byte[8192];
            while (bytes > 0 && lines.Read(buffer) is > 0 and var read)
                bytes -= read;
            return bytes <= 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // A word may follow, such as "(evenings)".
    [GeneratedRegex(@"^(?=.{10,40}$)\+?[0-9 ()-]{10,20}[\p{L} ().,]*$")]
    private static partial Regex Phone();
}
