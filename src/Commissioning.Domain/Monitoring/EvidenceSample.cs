using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Monitoring;

/// <summary>Which budget lines need a receipt: a percentage of them, drawn by a hash that anyone can recompute.</summary>
public static class EvidenceSample
{
    /// <summary>Lines in order of SHA-256 over the return's and the line's ids; at least one when the policy asks for any (R73).</summary>
    public static IReadOnlySet<Guid> Of(Guid monitoringReturn, IReadOnlyCollection<Guid> lines, Money award, AwardPolicy policy)
    {
        if (policy.EvidencePercent == 0 || award < policy.EvidenceFrom || lines.Count == 0)
            return new HashSet<Guid>();
        var count = Math.Max(1, (lines.Count * policy.EvidencePercent + 99) / 100);
        return lines
            .OrderBy(
                line => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{monitoringReturn:N}{line:N}"))),
                StringComparer.Ordinal
            )
            .Take(count)
            .ToHashSet();
    }
}
