using System.Text.RegularExpressions;
using Commissioning.Domain.Organisations;

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

    /// <summary>The code of the kind of organisation that follows from an entry; null when none does.</summary>
    public static string? KindOf(RegisterFacts facts) =>
        facts.Register == Register.Charity ? OrganisationKinds.CharityCode
        : facts.Name is { } name && CommunityInterest().IsMatch(name) ? OrganisationKinds.CommunityInterestCode
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
            Say(
                facts.RegisteredOn is { } start && start.AddMonths(MonthsToFirstAccounts) > seenOn
                    ? FindingLevel.Fine
                    : FindingLevel.Review,
                facts.RegisteredOn is { } first && first.AddMonths(MonthsToFirstAccounts) > seenOn
                    ? $"No accounts yet. It was registered on {LondonTime.Date(first)}, and first accounts may take {MonthsToFirstAccounts} months."
                    : "The register shows no accounts"
            );
        if (facts.SicCodes is { } codes && NotTrading(codes) is { } idle)
            Say(FindingLevel.Review, $"Its business code is {idle}");
        if (facts.Charges is > 0 and var charges)
            Say(
                FindingLevel.Fine,
                charges == 1
                    ? "It has a charge (a loan secured on what it owns)"
                    : $"It has {charges} charges (loans secured on what it owns)"
            );
        if (facts.Income is { } income)
            Say(
                FindingLevel.Fine,
                $"Income in its last year on the register: {income}{(facts.Expenditure is { } spent ? $", spending {spent}" : "")}"
            );
        if (facts.OtherNames.Count > 0)
            Say(FindingLevel.Fine, $"Other or former names: {string.Join("; ", facts.OtherNames)}");
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
        if (facts.IsDissolving == true)
            return "The register says that it is dissolved or is being dissolved";
        if (facts.Status is { } status && Ended().IsMatch(status))
            return $"The register says: {status}";
        return null;
    }

    /// <summary>A body's first accounts may come so late after its registration: a company's first year may have 18 months, and a private
    /// company has 21 months from its start to send them (Companies Act 2006, section 442).</summary>
    public const int MonthsToFirstAccounts = 21;

    /// <summary>The grant asked for, in per cent of the last year's income, from which an officer looks, and from which it is strong. Our
    /// defaults, not policy of the office.</summary>
    public const int IncomePercentToReview = 50;
    public const int IncomePercentStrong = 100;

    /// <summary>What the income on the register says about the sum asked for; null when the register has no income, or it is large
    /// enough. A body registered too recently for accounts has none.</summary>
    public static CheckFinding? GrantAgainstIncome(RegisterFacts facts, Money asked)
    {
        if (facts.Income is not { } income || asked.Pence <= 0)
            return null;
        if (income.Pence <= 0)
            return new(FindingLevel.Against, $"It asks for {asked}, and its last accounts on the register show no income");
        var percent = (long)Math.Floor(100m * asked.Pence / income.Pence);
        return percent < IncomePercentToReview
            ? null
            : new(
                percent >= IncomePercentStrong ? FindingLevel.Against : FindingLevel.Review,
                $"It asks for {asked}. Its income in the last year on the register was {income}, so the grant would be {percent.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)}% of it."
            );
    }

    /// <summary>Trustees of the register whom no person on the form is like.</summary>
    public static IReadOnlyList<string> TrusteesNotNamed(IEnumerable<string> trustees, IReadOnlyCollection<string> named) =>
        trustees.Where(trustee => !named.Any(person => NameMatch.People(person, trustee) >= NameMatch.PersonThreshold)).ToList();

    /// <summary>How alike two names are, for an officer.</summary>
    /// <param name="likeness">From 0 to 1.</param>
    public static string LikenessInWords(double likeness) =>
        likeness >= 0.999 ? "the same"
        : likeness >= 0.9 ? "very like"
        : "like";

    /// <summary>Likeness (0 to 1) of a name that was searched for to an entry's, as <see cref="NameMatch"/> has it; a word that is only the
    /// beginning of the other name's, such as Loughboro, counts almost as that word.</summary>
    public static double SearchLikeness(string searched, string name)
    {
        var likeness = NameMatch.Organisations(searched, name);
        if (likeness >= 0.95)
            return likeness;
        var (ours, theirs) = (NameTokens.Plain(searched), NameTokens.Plain(name));
        string Whole(string word, List<string> others) =>
            word.Length < 5 || others.Contains(word)
                ? word
                : others.Find(other => other.StartsWith(word, StringComparison.Ordinal)) ?? word;
        var (left, right) = (ours.ConvertAll(word => Whole(word, theirs)), theirs.ConvertAll(word => Whole(word, ours)));
        if (left.SequenceEqual(ours) && right.SequenceEqual(theirs))
            return likeness;
        return Math.Max(likeness, 0.95 * NameMatch.Organisations(string.Join(' ', left), string.Join(' ', right)));
    }

    /// <summary>Hashes under which an entry's name is found again: those of <see cref="NameMatch"/>, and of the beginning of each telling
    /// word, so that a name with a slip in its other words is found too. The search passes over one that very many entries have.</summary>
    public static IReadOnlyList<long> SearchKeys(string name) =>
        NameMatch
            .OrganisationKeys(name)
            .Concat(
                NameTokens
                    .Plain(NameMatch.OrganisationKey(name))
                    .Where(word => word.Length > 2 && !Widespread.Contains(word))
                    .Select(word => "=" + word[..Math.Min(5, word.Length)])
            )
            .Select(HashOf)
            .Distinct()
            .ToList();

    // In so many names that no entry is found by them. As NameMatch writes them, without a plural.
    private static readonly HashSet<string> Widespread =
    [
        "association",
        "centre",
        "charity",
        "charitable",
        "church",
        "club",
        "committee",
        "community",
        "development",
        "england",
        "foundation",
        "friend",
        "fund",
        "group",
        "hall",
        "house",
        "international",
        "management",
        "memorial",
        "parent",
        "parish",
        "primary",
        "project",
        "property",
        "saint",
        "school",
        "service",
        "society",
        "solution",
        "support",
        "teacher",
        "trust",
        "village",
        "wale",
        "young",
        "youth",
    ];

    /// <summary>The hash of the whole name as it is compared.</summary>
    public static long NameHash(string name) => HashOf(NameMatch.OrganisationKey(name));

    /// <summary>Whether a company is searched by parts of its name. A shop limited by shares far away does not apply here, and keys of five
    /// million companies would make the database several times larger; by its number and whole name each is found.</summary>
    /// <param name="legalForm">In the register's own words; null: the extract does not say.</param>
    /// <param name="areas">Letters of the postcodes of our applicants, such as LE.</param>
    public static bool IsSearchedByParts(string? legalForm, string? postcode, IReadOnlySet<string> areas) =>
        MayApply(legalForm) || (postcode is not null && areas.Contains(AreaOf(postcode)));

    /// <summary>False for a company limited by shares and the like, which no group of volunteers is.</summary>
    public static bool MayApply(string? legalForm) => legalForm is null || !ForProfit().IsMatch(legalForm);

    /// <summary>The letters at the start of a postcode.</summary>
    public static string AreaOf(string postcode) => new(postcode.TakeWhile(char.IsAsciiLetter).Select(char.ToUpperInvariant).ToArray());

    // FNV-1a: stable over machines and versions, and quick.
    private static long HashOf(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
            hash = (hash ^ letter) * 1099511628211UL;
        return (long)hash;
    }

    private static string? NotTrading(string codes) =>
        codes.Contains("99999", StringComparison.Ordinal) ? "99999, a dormant company"
        : codes.Contains("74990", StringComparison.Ordinal) ? "74990, a company that does not trade"
        : null;

    /// <summary>The caveat shown with every register entry.</summary>
    public const string NeverByItself =
        "Being on a register is never enough for a pass. Look for signs that the organisation is active: accounts, meetings, people you can ring.";

    [GeneratedRegex(@"\b(c\.?i\.?c\.?|community interest company)$", RegexOptions.IgnoreCase)]
    private static partial Regex CommunityInterest();

    [GeneratedRegex(
        "^(private limited company|private unlimited|limited partnership|limited liability partnership|public limited company|overseas entity|other company type)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ForProfit();

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
