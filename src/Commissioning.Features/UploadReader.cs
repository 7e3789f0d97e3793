using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Files;

namespace Commissioning.Features;

/// <summary>Checks a file that a person sends: its kind and size, that a PDF can be opened, and that an iPhone's photograph becomes
/// JPEG. Nothing is stored here.</summary>
public sealed class UploadReader(PagePictures pictures, PhonePhotos photos)
{
    /// <summary>The file's own name, without the folders of any system and without marks that turn the direction of reading.</summary>
    private static string NameOf(string name) =>
        string.Concat(
            name[(name.LastIndexOfAny(['/', '\\']) + 1)..]
                .Where(letter => char.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.Control))
        );

    /// <param name="person">Who sends it.</param>
    /// <param name="field">The box that a refusal belongs to.</param>
    public async Task<Result<Upload>> ReadAsync(Guid person, string name, byte[] content, string field)
    {
        name = NameOf(name);
        if (PhonePhotos.CanConvert && UploadRules.IsPhonePhoto(name, content))
            return await photos.ToJpegAsync(person, content) is { } converted && PhotoRules.WithoutDetails(converted) is { } jpeg
                ? Upload.ReadConverted(name, content, jpeg, field)
                : new Refusal($"{name} is damaged or too large to read. Take the photo again, or send a screenshot of it.", field);
        // Where a photograph was taken is nobody's business here.
        var read = Upload.Read(name, PhotoRules.WithoutDetails(content) ?? content, field);
        if (
            read.Value is { ContentType: "application/pdf" }
            && await pictures.WhyUnreadableAsync(person, name, content, field) is { } unreadable
        )
            return unreadable;
        return read;
    }
}
