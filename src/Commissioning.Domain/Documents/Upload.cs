using System.Security.Cryptography;

namespace Commissioning.Domain.Documents;

/// <summary>A file that a person sends. It is checked when it is made, so a command need not check it again.</summary>
public sealed record Upload
{
    private Upload(string name, byte[] content) => (Name, Content) = (name, content);

    public string Name { get; }
    public byte[] Content { get; }

    /// <summary>For the audit trail: the photograph from which it was converted, with its hash. Null: it is as it was sent.</summary>
    public string? ConvertedFrom { get; private init; }

    /// <summary>Its ending in lower case, with the dot.</summary>
    public string Ending => Path.GetExtension(Name).ToLowerInvariant();
    public string ContentType => UploadRules.ContentTypes[Ending];
    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);

    /// <param name="field">The box that a refusal belongs to.</param>
    public static Result<Upload> Read(string name, byte[] content, string field)
    {
        name = Path.GetFileName(name);
        return UploadRules.WhyNotAccepted(name, content, field) is { } wrong ? wrong : Result.Made(new Upload(name, content));
    }

    /// <summary>A photograph that was converted to JPEG; the original is not kept.</summary>
    public static Result<Upload> ReadConverted(string original, byte[] content, byte[] jpeg, string field)
    {
        original = Path.GetFileName(original);
        var name = Path.ChangeExtension(original, ".jpg");
        return UploadRules.WhyNotAccepted(name, jpeg, field) is { } wrong
            ? wrong
            : Result.Made(
                new Upload(name, jpeg) { ConvertedFrom = $"{original}, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(content))}" }
            );
    }
}
