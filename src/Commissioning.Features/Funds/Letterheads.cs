using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Funds;

/// <summary>The letterheads of funds.</summary>
public static class Letterheads
{
    /// <param name="SignatoryName">Whose signature has a title; null: nobody's.</param>
    public sealed record Head(LetterSender Sender, string? SignatoryName, string? SignatoryTitle)
    {
        /// <summary>A letter's signature, with the title if this person has it. Everybody else signs for the office only.</summary>
        public Signature Sign(Signature signature) =>
            SignatoryTitle is not null && string.Equals(signature.Name.Trim(), SignatoryName, StringComparison.OrdinalIgnoreCase)
                ? signature with
                {
                    // The Commissioner does not sign for the Commissioner.
                    Role = signature.Role.StartsWith($"for the {SignatoryTitle}", StringComparison.OrdinalIgnoreCase)
                        ? signature.Role["for the ".Length..]
                        : $"{SignatoryTitle}, {signature.Role}",
                }
                : signature;
    }

    public static async Task<Letterhead> FindAsync(Work work, Guid fund) =>
        await work.FindOrDefaultAsync<Letterhead>(
            "select WebAddress, SignatoryName, SignatoryTitle, ContactName, ContactTitle, ContactPhone, LogoFileId from FundLetterhead where FundId = @fund",
            new { fund }
        ) ?? new();

    /// <summary>What a fund's letters show above and below their words.</summary>
    public static async Task<Head> OfAsync(Work work, Office office, Guid fund)
    {
        var (head, name) = (
            await FindAsync(work, fund),
            await work.ScalarAsync<string>("select Name from Fund where Id = @fund", new { fund })
        );
        return new(
            office.Sender with
            {
                Fund = name,
                Web = head.WebAddress,
                Contact = head.ContactInWords(office.ContactPhone),
                Logo = head.LogoFileId is { } file ? new(file, Links.Funds.LetterheadLogo(fund, file), $"Logo of the {name}") : null,
                Foot =
                [
                    $"Ask for this letter in large print, Easy Read or another language: {office.ContactPhone}.",
                    .. office.BaseUrl.Length > 0
                        ? [$"How we use personal information: {office.LinkTo(Links.Privacy)}."]
                        : Array.Empty<string>(),
                    "We are a public body. Anyone can ask what we hold under the Freedom of Information Act 2000.",
                ],
            },
            head.SignatoryName,
            head.SignatoryTitle
        );
    }

    /// <summary>The document with its logo's picture, which a stored letter only names.</summary>
    public static async Task<LetterDocument> WithLogoAsync(this LetterDocument document, FileStore files)
    {
        if (document.Sender is not { Logo: { } logo } sender)
            return document;
        try
        {
            var file = await files.ReadAsync(logo.FileId);
            return document with { Sender = sender with { Logo = logo with { Content = file.Content, ContentType = file.ContentType } } };
        }
        catch (NotFoundException)
        {
            return document; // Erased since: the letter is printed without it.
        }
    }
}
