using System.Text.RegularExpressions;
using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Publishing;

/// <summary>The 360Giving Data Standard (version 1.4) in our own words, so far as it concerns our grants. All our grants go to
/// organisations, because individuals may not apply (R9); the standard's branch for individuals is never used.</summary>
public static partial class GivingStandardRules
{
    public const string Version = "1.4";
    public const string Licence = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

    /// <summary>An amount is a number of pounds, in this currency.</summary>
    public const string Currency = "GBP";

    /// <param name="Rule">What is wrong.</param>
    /// <param name="Remedy">How to put it right.</param>
    /// <param name="KeepsOut">The grant waits outside the file. False: the file is valid, but says less than it could.</param>
    public sealed record Breach(string Rule, string Remedy, bool KeepsOut);

    /// <summary>What the standard asks of a grant and this one lacks; empty: nothing.</summary>
    public static IReadOnlyList<Breach> Breaches(GivingGrant grant)
    {
        var breaches = new List<Breach>();
        void Unless(bool right, string rule, string remedy, bool keepsOut = true)
        {
            if (!right)
                breaches.Add(new(rule, remedy, keepsOut));
        }
        Unless(!string.IsNullOrWhiteSpace(grant.Title), "It has no title", "Write a title and publish the grant again");
        Unless(
            grant.Title.Length <= PublicationRules.LongestTitle,
            $"The title is over {PublicationRules.LongestTitle} characters",
            "Shorten the title and publish the grant again"
        );
        Unless(
            !string.IsNullOrWhiteSpace(grant.Description),
            "It does not say what the project does",
            "Write what the project does and publish the grant again"
        );
        Unless(grant.Awarded > Money.Zero, "The amount is not above zero", "The whole grant was given back. Take it down, or leave it out");
        Unless(!string.IsNullOrWhiteSpace(grant.Recipient), "The organisation has no name", "Give the organisation its name");
        Unless(
            grant.StartsOn is not { } start || grant.EndsOn is not { } end || start <= end,
            "The project ends before it starts",
            "Correct the project's dates with a variation"
        );
        Unless(
            grant.CharityNumber is not { } charity || CharityId(charity) is not null,
            "The charity number is not one of England and Wales, Scotland or Northern Ireland",
            "Correct the number of the organisation. Until then it has an identifier of ours",
            keepsOut: false
        );
        Unless(
            grant.CompanyNumber is not { } company || CompanyId(company) is not null,
            "The company number has the wrong form",
            "Correct the number of the organisation. Until then it has an identifier of ours",
            keepsOut: false
        );
        Unless(
            grant.StartsOn is not null && grant.EndsOn is not null,
            "The planned dates are missing",
            "Enter them with a variation",
            keepsOut: false
        );
        Unless(
            grant.Locations.All(place => place.Code is not null),
            "The area has no code of the Office for National Statistics",
            "Add the code to the area, or let the organisation choose its area",
            keepsOut: false
        );
        return breaches;
    }

    /// <summary>The publisher's prefix, a hyphen and our reference, in which anything but letters, digits, full stops and hyphens becomes a
    /// hyphen.</summary>
    public static string GrantId(GivingIdentity identity, string reference) =>
        $"{identity.Prefix}-{OtherThanIdentifier().Replace(reference, "-")}";

    /// <summary>A group by its number in a register: of charities first, then of companies, then of societies. Without a number it has an
    /// identifier of ours, which says nothing about a person and stays the same.</summary>
    /// <param name="record">The organisation's record.</param>
    public static string RecipientId(
        GivingIdentity identity,
        Guid record,
        string? charityNumber,
        string? companyNumber,
        string? societyNumber
    ) =>
        CharityId(charityNumber)
        ?? CompanyId(companyNumber)
        ?? SocietyId(societyNumber)
        ?? $"{identity.Prefix}-ORG-{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(record.ToByteArray()))[..12]}";

    /// <summary>Null: no number of a register of charities. England and Wales GB-CHC, Scotland GB-SC, Northern Ireland GB-NIC.</summary>
    private static string? CharityId(string? number)
    {
        if (string.IsNullOrWhiteSpace(number))
            return null;
        var plain = RegisterRules.Plain(Register.Charity, number);
        return RegisterRules.WhyNumberIsWrong(Register.Charity, plain) is not null ? null
            : plain.StartsWith("SC", StringComparison.Ordinal) ? $"GB-SC-{plain}"
            : plain.StartsWith("NIC", StringComparison.Ordinal) ? $"GB-NIC-{plain[3..]}"
            : $"GB-CHC-{plain}";
    }

    /// <summary>Null: no number of Companies House. A community interest company has one as well.</summary>
    private static string? CompanyId(string? number)
    {
        if (string.IsNullOrWhiteSpace(number))
            return null;
        var plain = RegisterRules.Plain(Register.Company, number);
        return RegisterRules.WhyNumberIsWrong(Register.Company, plain) is null ? $"GB-COH-{plain}" : null;
    }

    private static string? SocietyId(string? number) =>
        number is not null && Society().IsMatch(number.Trim()) ? $"GB-MPR-{number.Trim().ToUpperInvariant()}" : null;

    /// <summary>The area of a project, then the police force area, which every place of ours is in. Nothing for a place that is not
    /// public.</summary>
    /// <param name="area">Null: somewhere in the whole area.</param>
    /// <param name="code">Of that area. Null: not known.</param>
    /// <param name="within">The zone or the town. Null: not public.</param>
    /// <param name="everywhere">What an area is called that is all of them.</param>
    public static IReadOnlyList<GivingLocation> Locations(
        GivingIdentity identity,
        PublicPlace place,
        string? area,
        string? code,
        string? within,
        string everywhere
    )
    {
        var police = new GivingLocation(everywhere, identity.PoliceArea, CodeType(identity.PoliceArea));
        return place == PublicPlace.Nothing ? []
            : area is null || area == everywhere ? [police]
            : [new(area, code, CodeType(code), within), police];
    }

    /// <summary>What a code of the Office for National Statistics is a code of, in 360Giving's list. Null: none that we use.</summary>
    public static string? CodeType(string? code) =>
        code is not { Length: 9 }
            ? null
            : code[..3] switch
            {
                "E06" => "UA",
                "E07" => "NMD",
                "E08" => "MD",
                "E09" => "LONB",
                "E10" => "CTY",
                "E22" => "CSP",
                "E23" => "PFA",
                _ => null,
            };

    /// <summary>Whole months that a project takes, a begun one counting as whole, at least 1.</summary>
    public static int Months(DateOnly start, DateOnly end)
    {
        var after = end.AddDays(1);
        var months = (after.Year - start.Year) * 12 + after.Month - start.Month;
        return Math.Max(1, after.Day > start.Day ? months + 1 : months);
    }

    /// <summary>Everything to correct in what the office entered.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(string? prefix, string? organisationId, string? policeArea)
    {
        var refusals = new List<Refusal>();
        if (!Prefix().IsMatch(prefix?.Trim() ?? ""))
            refusals.Add(new("Enter the prefix that 360Giving gave the office, such as 360G-example", nameof(prefix)));
        if (!OrganisationIdentifier().IsMatch(organisationId?.Trim() ?? ""))
            refusals.Add(
                new(
                    "Enter the office's identifier as a prefix in capitals, a hyphen and a number, such as GB-XXX-1234",
                    nameof(organisationId)
                )
            );
        if (!PoliceForceArea().IsMatch(policeArea?.Trim() ?? ""))
            refusals.Add(new("Enter the code of the police force area as E23 and six digits, such as E23000021", nameof(policeArea)));
        return refusals;
    }

    /// <summary>Once the office has entered its identity, a change needs a yes to what it breaks.</summary>
    /// <param name="agreed">The publisher has ticked that they know.</param>
    public static Refusal? WhyNotChanged(GivingIdentity before, string prefix, string organisationId, bool agreed) =>
        before.IsOurs || agreed || (before.Prefix == prefix && before.OrganisationId == organisationId)
            ? null
            : new(
                "Tick that you want other identifiers. Everybody who copied our file has the old ones, and will count each grant twice",
                nameof(agreed)
            );

    [GeneratedRegex("^360[Gg]-[A-Za-z0-9]{2,40}$")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^[A-Z0-9]{2,4}-[A-Za-z0-9]{2,20}-[A-Za-z0-9.\-]{1,40}$")]
    private static partial Regex OrganisationIdentifier();

    [GeneratedRegex("^E23[0-9]{6}$")]
    private static partial Regex PoliceForceArea();

    [GeneratedRegex(@"[^A-Za-z0-9.\-]")]
    private static partial Regex OtherThanIdentifier();

    [GeneratedRegex(@"^(IP|RS|SP|NP|NO)?[0-9]{3,6}[A-Z]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Society();
}
