using System.Text.RegularExpressions;

namespace Commissioning.Domain.DueDiligence;

/// <summary>Register entries are evidence, never proof: dead charities stay registered for years (R30, R31).</summary>
public static partial class RegisterRules
{
    /// <summary>Null when a number has the register's format. England and Wales: six or seven digits, with a hyphen and a number for a
    /// linked charity; Scotland: SC and six digits; Northern Ireland: NIC and six digits. Neither these nor company numbers have a check
    /// digit, so only the name next to it reveals a typing slip.</summary>
    public static string? WhyNumberIsWrong(Register register, string number) =>
        register switch
        {
            Register.Charity => CharityNumber().IsMatch(number)
                ? null
                : "A charity number has six or seven digits, or SC or NIC and six digits",
            _ => CompanyNumber().IsMatch(number) ? null : "A company number has eight digits, or two letters and six digits",
        };

    /// <summary>The number as the register writes it: capitals, no spaces; a company number is padded to eight characters with
    /// zeros.</summary>
    public static string Plain(Register register, string typed)
    {
        var plain = new string(typed.Where(char.IsLetterOrDigit).ToArray()).ToUpperInvariant();
        if (register == Register.Charity)
            return typed.IndexOf('-') is > 0 and var hyphen
                ? new string(typed[..hyphen].Where(char.IsLetterOrDigit).ToArray()).ToUpperInvariant()
                : plain;
        var letters = plain.TakeWhile(char.IsAsciiLetter).Count();
        return letters <= 2 && plain.Length < 8 ? plain[..letters] + plain[letters..].PadLeft(8 - letters, '0') : plain;
    }

    /// <summary>Under which numbers of which registers to look for what an applicant typed into one box: a charity's has six or seven
    /// digits, and a company's may have lost its leading zeros.</summary>
    public static IReadOnlyList<(Register Register, string Number)> Places(string typed)
    {
        var (charity, company) = (Plain(Register.Charity, typed), Plain(Register.Company, typed));
        List<(Register, string)> places = [];
        if (WhyNumberIsWrong(Register.Charity, charity) is null && char.IsAsciiDigit(charity[0]))
            places.Add((Register.Charity, charity));
        if (WhyNumberIsWrong(Register.Company, company) is null && typed.Count(char.IsAsciiDigit) >= 6)
            places.Add((Register.Company, company));
        return places;
    }

    /// <summary>The kind of organisation that follows from an entry; null when it does not.</summary>
    public static string? KindOf(RegisterFacts facts) =>
        facts.Register == Register.Charity ? "Charity"
        : facts.Name is { } name && CommunityInterest().IsMatch(name) ? "Community interest company"
        : null;

    /// <summary>What the entry means for an application, worst first. The date is when the register was read.</summary>
    public static IReadOnlyList<CheckFinding> Findings(RegisterFacts facts, string name, string postcode, DateOnly seenOn)
    {
        List<CheckFinding> findings = [];
        void Say(FindingLevel level, string sentence) => findings.Add(new(level, sentence));
        var register = facts.Register == Register.Charity ? "charity" : "company";
        if (WhyNumberIsWrong(facts.Register, facts.Number) is { } shape)
            Say(FindingLevel.Against, shape);
        if (facts.Name is null)
        {
            Say(FindingLevel.Against, $"{facts.Number} is not on the {register} register");
            return findings;
        }
        if (NameMatch.WhyNamesDiffer(facts.Name, name) is not { } differ)
            Say(FindingLevel.Fine, $"The register's name, {facts.Name}, is the applicant's");
        else
            Say(
                NameMatch.Organisations(facts.Name, name) >= NameMatch.OrganisationThreshold ? FindingLevel.Review : FindingLevel.Against,
                $"The register's name is {facts.Name}; what differs: {differ}"
            );
        if (WhyCannotPass(facts) is { } against)
            Say(FindingLevel.Against, against);
        else
            Say(
                FindingLevel.Fine,
                $"The register says: {facts.Status}{(facts.RegisteredOn is { } since ? $", since {LondonTime.Date(since)}" : "")}"
            );
        if (facts.AccountsOverdue == true || (facts.AccountsDueOn is { } due && due < seenOn))
            Say(
                FindingLevel.Review,
                $"Its accounts are overdue{(facts.AccountsDueOn is { } day ? $", since {LondonTime.Date(day)}" : "")}. Late accounts can be an early sign that an organisation has stopped working."
            );
        else if (facts.AccountsTo is { } to)
            Say(
                seenOn.DayNumber - to.DayNumber > 730 ? FindingLevel.Review : FindingLevel.Fine,
                $"Its last accounts are to {LondonTime.Date(to)}"
            );
        else
            Say(FindingLevel.Review, "The register shows no accounts");
        if (facts.Postcode is { Length: > 0 } other && PostcodeRules.Normalise(other) != postcode)
            Say(FindingLevel.Review, $"The register's postcode is {other}, the applicant's {postcode}");
        return findings.OrderByDescending(finding => finding.Level).ToList();
    }

    /// <summary>Why the entry rules out a pass: not found, removed, dissolved or insolvent. Null when it does not.</summary>
    public static string? WhyCannotPass(RegisterFacts facts)
    {
        if (facts.Name is null)
            return "The number is not on the register";
        if (facts.RemovedOn is { } removed)
            return $"It was removed or dissolved on {LondonTime.Date(removed)}";
        if (facts.Insolvent == true)
            return "The register says that it is insolvent or in administration";
        if (facts.Status is { } status && Ended().IsMatch(status))
            return $"The register says: {status}";
        return null;
    }

    /// <summary>The caveat shown with every register entry.</summary>
    public const string NeverByItself =
        "Being on a register is never enough for a pass. Look for signs that the organisation is active: accounts, meetings, people you can ring.";

    [GeneratedRegex(@"\b(c\.?i\.?c\.?|community interest company)$", RegexOptions.IgnoreCase)]
    private static partial Regex CommunityInterest();

    [GeneratedRegex(@"^([0-9]{6,7}(-[0-9]{1,3})?|SC[0-9]{6}|NIC[0-9]{6})$")]
    private static partial Regex CharityNumber();

    [GeneratedRegex(@"^([0-9]{8}|[A-Z]{2}[0-9]{6})$")]
    private static partial Regex CompanyNumber();

    [GeneratedRegex(
        "remov|dissol|liquidat|receiver|administrat|struck|strike|insolv|voluntary[ -]arrangement|closed|converted",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Ended();
}
