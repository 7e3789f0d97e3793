using System.Buffers.Text;

namespace Commissioning.Features.Messages;

/// <summary>Addresses that would be longer than 80 characters, which mail programs break and people distrust. The ids in a path become 22
/// characters each, and a page leads on to the path itself.</summary>
public static class ShortLink
{
    public const int Longest = 80;

    /// <summary>The whole address of a path, short where it would be too long.</summary>
    public static string Address(Office office, string path) =>
        office.LinkTo(path) is { Length: <= Longest } address ? address : office.LinkTo(Of(path));

    /// <summary>Such as /m/applications/AZsN... for /applications/019b0d...</summary>
    public static string Of(string path) =>
        Links.Messages.ShortAddress(
            string.Join(
                '/',
                path.TrimStart('/')
                    .Split('/')
                    .Select(part => Guid.TryParseExact(part, "D", out var id) ? Base64Url.EncodeToString(id.ToByteArray()) : part)
            )
        );

    /// <summary>The path again, from what stands after the beginning; null: it is no such address.</summary>
    public static string? PathOf(string rest)
    {
        var parts = rest.Split('/').Select(IdOf).ToList();
        return parts.Any(part =>
            part is null || part.Length == 0 || part.Contains('\\', StringComparison.Ordinal) || part.Any(char.IsControl)
        )
            ? null
            : "/" + string.Join('/', parts);
    }

    // No word of a path is 22 characters long, and only an id decodes to sixteen bytes.
    private static string? IdOf(string part)
    {
        if (part.Length != 22)
            return part;
        var bytes = new byte[16];
        return Base64Url.IsValid(part) && Base64Url.TryDecodeFromChars(part, bytes, out var read) && read == 16
            ? new Guid(bytes).ToString()
            : null;
    }
}
