using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>What the portal knows of an organisation as the party to a grant agreement.</summary>
public sealed record GrantHolder
{
    public required string Kind { get; init; }
    public OrganisationKind? KnownKind { get; private init; }

    /// <summary>What it said when it last accepted a grant.</summary>
    public LegalForm? LegalForm { get; init; }
    public string? CharityNumber { get; init; }
    public string? CompanyNumber { get; init; }

    /// <summary>What it is in law; null: to be asked before it accepts.</summary>
    public LegalForm? Form => LegalForm ?? LegalFormRules.Of(KnownKind);

    /// <summary>Its registration number; null: it has none, or it is to be asked.</summary>
    public string? Number =>
        Form is { } form ? LegalFormRules.NumberOf(form, CharityNumber, CompanyNumber) : CompanyNumber ?? CharityNumber;

    internal static async Task<GrantHolder> GetAsync(Work work, Guid organisation)
    {
        var holder = await work.FindAsync<GrantHolder>(
            "select Kind, LegalForm, CharityNumber, CompanyNumber from Organisation where Id = @organisation",
            new { organisation }
        );
        return holder with { KnownKind = (await OfficeSettings.KindsAsync(work)).Find(holder.Kind) };
    }
}
