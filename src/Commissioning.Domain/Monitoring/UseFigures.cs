using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Commissioning.Domain.Monitoring;

/// <summary>The figures of a certificate of use, in pence: from the payments and the final return, never typed.</summary>
public sealed record UseFigures : IJsonText<UseFigures>
{
    /// <summary>With what was paid back of it.</summary>
    public required Money Grant { get; init; }
    public required Money Paid { get; init; }

    /// <summary>Paid back by the organisation.</summary>
    public required Money Returned { get; init; }

    /// <summary>As the final return says it, which may be more than the grant.</summary>
    public required Money Spent { get; init; }

    /// <summary>By budget line; empty where the return gives one sum.</summary>
    public required IReadOnlyList<UseLine> Lines { get; init; }

    /// <summary>Spent up to what the organisation may keep of the grant.</summary>
    public Money Counted => Spent < Grant - Returned ? Spent : Grant - Returned;

    /// <summary>Spent above that: the organisation's own cost.</summary>
    public Money OwnCost => Spent - Counted;

    /// <summary>Paid, not spent and not paid back.</summary>
    public Money ToReturn => Paid - Returned > Counted ? Paid - Returned - Counted : Money.Zero;

    /// <summary>Spent and not paid yet, up to the grant.</summary>
    public Money Unpaid => Counted > Paid - Returned ? Counted - (Paid - Returned) : Money.Zero;

    /// <summary>What the grant shrank by after its lines were agreed, as when it is given up: zero or less.</summary>
    public Money NoLongerDue =>
        Lines.Count > 0 && Grant < Lines.Sum(line => line.Budget) ? Grant - Lines.Sum(line => line.Budget) : Money.Zero;

    /// <summary>Nothing was paid and nothing spent, so there is nothing to certify.</summary>
    public bool IsNothing => Paid == Money.Zero && Spent == Money.Zero;

    /// <summary>The name of <see cref="ToReturn"/>.</summary>
    public string ToReturnInWords => Returned > Money.Zero ? "Paid, not spent and not paid back" : "Paid and not spent";

    /// <summary>Eight characters that stand on the printed certificate, and change with any figure of it.</summary>
    public string Code => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())))[..8];

    public string ToJson() =>
        JsonSerializer.Serialize(
            new
            {
                Grant = Grant.Pence,
                Paid = Paid.Pence,
                Returned = Returned.Pence,
                Spent = Spent.Pence,
                Lines = Lines.Select(line => new
                {
                    line.Item,
                    Budget = line.Budget.Pence,
                    Spent = line.Spent.Pence,
                }),
            }
        );

    public static UseFigures FromJson(string json)
    {
        using var read = JsonDocument.Parse(json);
        var root = read.RootElement;
        return new()
        {
            Grant = Pence(root, nameof(Grant)),
            Paid = Pence(root, nameof(Paid)),
            // Not in certificates that were signed before it was a figure of its own.
            Returned = root.TryGetProperty(nameof(Returned), out _) ? Pence(root, nameof(Returned)) : Money.Zero,
            Spent = Pence(root, nameof(Spent)),
            Lines = root.GetProperty(nameof(Lines))
                .EnumerateArray()
                .Select(line => new UseLine(
                    line.GetProperty(nameof(UseLine.Item)).GetString()!,
                    Pence(line, nameof(UseLine.Budget)),
                    Pence(line, nameof(UseLine.Spent))
                ))
                .ToList(),
        };
    }

    private static Money Pence(JsonElement from, string name) => new(from.GetProperty(name).GetInt64());
}
