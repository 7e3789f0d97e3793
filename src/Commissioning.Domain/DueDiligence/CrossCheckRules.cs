namespace Commissioning.Domain.DueDiligence;

public static class CrossCheckRules
{
    /// <summary>Characters in the reason for a flag or a comparison.</summary>
    public const int LongestReason = 1000;

    /// <summary>Domains of shared mail providers are not keys; whole addresses are.</summary>
    public static IReadOnlyList<MatchKey> KeysOf(MatchSource source)
    {
        var details = source.Details;
        List<MatchKey> keys = [];
        void Add(MatchKind kind, string? text, string shown)
        {
            if (!string.IsNullOrWhiteSpace(text))
                keys.Add(new(kind, NameTokens.Cut(text, 120), NameTokens.Cut(shown, 300)));
        }

        if (details.CharityNumber is { } charity)
            Add(MatchKind.CharityNumber, RegisterRules.Plain(Register.Charity, charity), charity);
        if (details.CompanyNumber is { } company)
            Add(MatchKind.CompanyNumber, RegisterRules.Plain(Register.Company, company), company);
        foreach (var hash in source.BankHashes)
            Add(MatchKind.BankAccount, hash, "the same account");
        Add(MatchKind.Address, AddressKey(details.Postcode, details.AddressLine), $"{details.AddressLine}, {details.Postcode}");
        foreach (var email in source.Emails.Select(one => one.Trim().ToLowerInvariant()).Distinct())
            Add(MatchKind.Email, email, email);
        foreach (var telephone in source.Telephones.Append(details.Phone).Select(PhoneKey).OfType<string>().Distinct())
            Add(MatchKind.Telephone, telephone, telephone);
        foreach (var name in source.OtherNames.Prepend(details.Name).Distinct())
        foreach (var key in NameMatch.OrganisationKeys(name))
            Add(MatchKind.Name, key, name);
        foreach (var person in source.People.Select(one => one.Trim()).Where(one => one.Length > 1).Distinct())
        foreach (var key in NameMatch.PersonKeys(person))
            Add(MatchKind.CommitteeMember, key, person);
        // Distinct by the database's own comparison, which may ignore case.
        return keys.DistinctBy(key => (key.Kind, key.Text.ToUpperInvariant(), key.Shown.ToUpperInvariant())).ToList();
    }

    /// <summary>Whether a match is worth showing. Names are compared in full; other keys are exact already.</summary>
    /// <param name="hasOther">Something else agrees, so that names need be less alike: J. Smith and Jane Smith, a youth club and a youth
    /// centre.</param>
    public static bool Holds(MatchFound found, bool hasOther = false) =>
        found.Kind switch
        {
            MatchKind.Name => NameMatch.Organisations(found.Ours, found.Theirs)
                >= (hasOther ? NameMatch.WeakLikeness : NameMatch.OrganisationThreshold),
            MatchKind.CommitteeMember => NameMatch.People(found.Ours, found.Theirs)
                >= (hasOther ? NameMatch.WeakLikeness : NameMatch.PersonThreshold),
            _ => true,
        };

    /// <summary>What two organisations share: what holds by itself, and what holds beside another kind that does.</summary>
    public static IReadOnlyList<MatchFound> Holding(IReadOnlyCollection<MatchFound> found)
    {
        var certain = found.Where(one => Holds(one)).ToList();
        return [.. found.Where(one => certain.Contains(one) || certain.Any(other => other.Kind != one.Kind) && Holds(one, hasOther: true))];
    }

    /// <summary>True when two records are probably one organisation: they share a number, an account, or a name and a postcode; or a name
    /// and anything else.</summary>
    public static bool IsPossibleDuplicate(IReadOnlyCollection<MatchKind> shared, bool samePostcode) =>
        IsStrong(shared) || (shared.Contains(MatchKind.Name) && (samePostcode || shared.Count > 1));

    /// <summary>True when what they share nearly always means one organisation: a number or an account.</summary>
    public static bool IsStrong(IEnumerable<MatchKind> shared) =>
        shared.Any(kind => kind is MatchKind.CharityNumber or MatchKind.CompanyNumber or MatchKind.BankAccount);

    /// <summary>One thing that two organisations share, as part of a line.</summary>
    /// <param name="why">Why two names are alike; null where they are the same.</param>
    public static string InWords(MatchKind kind, string? why) =>
        kind switch
        {
            MatchKind.Name when why is not null => $"names that are alike ({why})",
            MatchKind.CommitteeMember when why is not null => $"people whose names are alike ({why})",
            MatchKind.CommitteeMember => "a person with the same name",
            _ => $"the same {Name(kind).ToLowerInvariant()}",
        };

    /// <summary>Of two names that are alike, why; null where the value itself says it.</summary>
    /// <param name="ourName">The first organisation's own name, so that a name which only a register gives it is called that.</param>
    public static string? WhyAlike(MatchFound found, string ourName, string theirName)
    {
        if (found.Kind is not (MatchKind.Name or MatchKind.CommitteeMember))
            return null;
        List<string> why = [];
        if (found.Kind == MatchKind.Name)
            foreach (var (name, own) in new[] { (found.Ours, ourName), (found.Theirs, theirName) })
                if (!name.Equals(own, StringComparison.OrdinalIgnoreCase))
                    why.Add($"a register has '{name}' as a name of {own}");
        if (found.Ours != found.Theirs)
            why.Add(NameMatch.WhyAlike(found.Ours, found.Theirs, found.Kind == MatchKind.CommitteeMember));
        return why.Count == 0 ? null : string.Join("; ", why);
    }

    public static string Name(MatchKind kind) =>
        kind switch
        {
            MatchKind.CharityNumber => "Charity number",
            MatchKind.CompanyNumber => "Company number",
            MatchKind.BankAccount => "Bank account",
            MatchKind.Address => "Address",
            MatchKind.Email => "E-mail address",
            MatchKind.Telephone => "Telephone number",
            MatchKind.Name => "Name",
            _ => "Person",
        };

    /// <summary>"0116 496 0000" and "+44 116 4960000" give the same key.</summary>
    public static string? PhoneKey(string typed)
    {
        var digits = new string(typed.Where(char.IsAsciiDigit).ToArray());
        if (digits.StartsWith("0044", StringComparison.Ordinal))
            digits = "0" + digits[4..];
        else if (digits.StartsWith("44", StringComparison.Ordinal) && digits.Length > 11)
            digits = "0" + digits[2..].TrimStart('0');
        return digits.Length >= 9 ? digits : null;
    }

    private static string? AddressKey(string postcode, string line)
    {
        var words = NameTokens.Plain(line);
        // The house number, or the first word where there is none, so that "Flat 2, 14 High Street" differs from "14 High Street".
        var numbers = words.Where(word => char.IsAsciiDigit(word[0])).ToList();
        return postcode.Length == 0 || words.Count == 0 ? null : $"{postcode} {(numbers.Count > 0 ? string.Join(' ', numbers) : words[0])}";
    }
}
