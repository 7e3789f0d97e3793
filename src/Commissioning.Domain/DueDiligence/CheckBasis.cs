using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.DueDiligence;

/// <summary>The facts about an organisation on which a check rests: its name, kind and numbers, its written rules, its committee and who
/// signs for the account. A new telephone number or address is not one of them.</summary>
public static class CheckBasis
{
    private static readonly string[] Answers = ["branch", "parent", "rules", "dissolution"];
    private static readonly string[] People = ["committee", "signatories"];

    /// <summary>SHA-256 of those facts in hexadecimal: the same while none of them changes. The order of people, capitals and spaces do not
    /// count.</summary>
    /// <param name="profile">Its answers by the codes of <see cref="OrganisationProfile"/>.</param>
    public static string Of(OrganisationDetails details, IReadOnlyDictionary<string, string> profile)
    {
        var facts = new[] { details.Name, details.Kind, details.CharityNumber, details.CompanyNumber }
            .Concat(Answers.Select(code => profile.GetValueOrDefault(code)))
            .Select(Plain)
            .Concat(
                People.Select(code =>
                    string.Join(
                        ';',
                        AnswerRules
                            .Rows(profile.GetValueOrDefault(code))
                            .Select(row => string.Join(',', row.Select(Plain)))
                            .Order(StringComparer.Ordinal)
                    )
                )
            );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', facts))));
    }

    private static string Plain(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
