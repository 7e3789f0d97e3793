using System.Text.RegularExpressions;

namespace Commissioning.Domain.Organisations;

public static partial class OrganisationRules
{
    public const string Council = "Council or public body";

    /// <summary>The kind of an organisation that a past round's workbook names, until somebody of it says.</summary>
    public const string NotKnown = "Not known";

    /// <summary>What somebody without an organisation says when asked for its kind.</summary>
    public const string OnePerson = "One person, not an organisation";

    /// <summary>Everything to correct, by form field. Charity and company numbers are checked for format only; looking them up is a due
    /// diligence check.</summary>
    /// <param name="areas">Where it may say that it works.</param>
    /// <param name="before">The kind that it has, which it may keep when that is closed for new ones.</param>
    public static IReadOnlyList<Refusal> WhyDetailsAreWrong(
        OrganisationDetails details,
        IReadOnlyList<string> areas,
        OrganisationKinds kinds,
        string? before = null
    )
    {
        var refusals = new List<Refusal>();
        void Unless(bool right, string sentence, string field)
        {
            if (!right)
                refusals.Add(new(sentence, field));
        }

        if (NameRules.WhyNotAName(details.Name, "the organisation's name", 200, nameof(OrganisationDetails.Name)) is { } unnamed)
            refusals.Add(unnamed);
        var kind = kinds.All.FirstOrDefault(one => one.Name == details.Kind);
        Unless(
            kind is not null && (!kind.IsClosed || kind.Name == before),
            "Choose what kind of organisation it is",
            nameof(OrganisationDetails.Kind)
        );
        Unless(
            kind is not { Number: NumberAsked.Charity } || details.CharityNumber is not null,
            "Enter the charity number, or choose another kind of organisation",
            nameof(OrganisationDetails.CharityNumber)
        );
        Unless(
            kind is not { Number: NumberAsked.Company } || details.CompanyNumber is not null,
            "Enter the company number, or choose another kind of organisation",
            nameof(OrganisationDetails.CompanyNumber)
        );
        Unless(
            details.CharityNumber is null || CharityNumber().IsMatch(details.CharityNumber),
            "A charity number has six or seven digits, such as 1234567",
            nameof(OrganisationDetails.CharityNumber)
        );
        Unless(
            details.CompanyNumber is null || CompanyNumber().IsMatch(details.CompanyNumber),
            "A company number has eight digits, or two letters and six digits, such as 01234567",
            nameof(OrganisationDetails.CompanyNumber)
        );
        Unless(
            details.AddressLine.Length is > 0 and <= 200,
            "Enter the first line of the address",
            nameof(OrganisationDetails.AddressLine)
        );
        Unless(details.Town.Length is > 0 and <= 100, "Enter the town or city", nameof(OrganisationDetails.Town));
        if (PostcodeRules.WhyNot(details.Postcode) is { } noPostcode)
            refusals.Add(new(noPostcode, nameof(OrganisationDetails.Postcode)));
        Unless(areas.Contains(details.Area), "Choose the area where the organisation works", nameof(OrganisationDetails.Area));
        Unless(Phone().IsMatch(details.Phone), "Enter a phone number, such as 0116 496 0000", nameof(OrganisationDetails.Phone));
        return refusals;
    }

    /// <summary>Why a second organisation with the number of one that is here is not added at once.</summary>
    /// <param name="isMine">The person belongs to the one that is here.</param>
    public static Refusal WhyHereAlready(bool isMine, string field) =>
        new(
            isMine
                ? "You are already in an organisation with this number. Tick the box if this is another one."
                : "An organisation with this number is here already. Ask one of its people to invite you, or tick the box if yours is another one.",
            field
        );

    /// <summary>A charity number as its register writes it, whatever spaces were typed; null when it is none.</summary>
    public static string? PlainCharityNumber(string typed) =>
        string.Concat(typed.Where(one => !char.IsWhiteSpace(one))) is var number && CharityNumber().IsMatch(number) ? number : null;

    /// <summary>A company number as its register writes it; a spreadsheet may have dropped the zeros at its front. Null when it is
    /// none.</summary>
    public static string? PlainCompanyNumber(string typed)
    {
        var number = string.Concat(typed.Where(one => !char.IsWhiteSpace(one))).ToUpperInvariant();
        if (number.Length is >= 5 and < 8 && number.All(char.IsAsciiDigit))
            number = number.PadLeft(8, '0');
        return CompanyNumber().IsMatch(number) ? number : null;
    }

    /// <summary>A question about a number that does not go with the kind of organisation; null when they fit. Many companies, clubs, faith
    /// groups and schools are charities too.</summary>
    public static string? WhyKindIsUnlikely(OrganisationKind? kind, string? charityNumber) =>
        charityNumber is not null
        && kind?.Code is OrganisationKinds.GroupCode or OrganisationKinds.CommunityInterestCode or OrganisationKinds.CouncilCode
            ? $"{charityNumber} is a charity number, but you chose {kind!.Name}. Is that right?"
            : null;

    /// <summary>A charity or company number as the registers write it, typed into one box: which register it is of follows from its
    /// length and, for seven digits, from the kind of organisation.</summary>
    public static (string? Charity, string? Company) ReadNumber(string? typed, OrganisationKind? kind)
    {
        var number = string.Concat((typed ?? "").Where(one => char.IsAsciiLetterOrDigit(one) || one == '-')).ToUpperInvariant();
        if (number.Length == 0)
            return (null, null);
        var isCompany =
            number.Length > 7 && !number.Contains('-', StringComparison.Ordinal)
            || kind
                is { Number: NumberAsked.Company }
                    or { Code: OrganisationKinds.CommunityInterestCode or OrganisationKinds.CompanyCode };
        if (!isCompany)
            return (number, null);
        return (null, number.All(char.IsAsciiDigit) ? number.PadLeft(8, '0') : number);
    }

    [GeneratedRegex(@"^[0-9]{6,7}(-[0-9]{1,3})?$")]
    private static partial Regex CharityNumber();

    [GeneratedRegex(@"^([0-9]{8}|[A-Z]{2}[0-9]{6})$")]
    private static partial Regex CompanyNumber();

    // A word may follow, such as "(evenings)".
    [GeneratedRegex(@"^(?=.{10,30}$)\+?[0-9 ()-]{10,20}[\p{L} ().,]*$")]
    private static partial Regex Phone();
}
