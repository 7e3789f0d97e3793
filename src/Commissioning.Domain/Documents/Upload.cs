namespace Commissioning.Domain.Documents;

/// <summary>A file that a person sends. It is checked when it is made, so a command need not check it again.</summary>
public sealed record Upload
{
    private Upload(string name, byte[] content) => (Name, Content) = (name, content);

    public string Name { get; }
    public byte[] Content { get; }

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
}
