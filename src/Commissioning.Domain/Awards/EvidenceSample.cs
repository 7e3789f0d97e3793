using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Awards;

/// <summary>Which budget lines need a receipt: a percentage of them, drawn by a hash that anyone can recompute. Claims and returns of an
/// award ask for the same ones, so a receipt that proves a claim proves the return too.</summary>
public static class EvidenceSample
{
    /// <summary>Lines in order of SHA-256 over the award's and the line's ids; at least one when the policy asks for any (R73).</summary>
    /// <param name="net">The grant in pence, less what went back to the pot.</param>
    public static IReadOnlySet<Guid> Of(Guid award, IReadOnlyCollection<Guid> lines, Money net, AwardPolicy policy)
    {
        if (policy.EvidencePercent == 0 || net < policy.EvidenceFrom || lines.Count == 0)
            return new HashSet<Guid>();
        var count = Math.Max(1, (lines.Count * policy.EvidencePercent + 99) / 100);
        return lines
            .OrderBy(line => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{award:N}{line:N}"))), StringComparer.Ordinal)
            .Take(count)
            .ToHashSet();
    }
}
