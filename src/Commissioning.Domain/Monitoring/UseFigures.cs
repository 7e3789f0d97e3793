using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Commissioning.Domain.Monitoring;

/// <summary>The figures of a certificate of use, in pence: from the payments and the final return, never typed.</summary>
public sealed record UseFigures : IJsonText<UseFigures>
{
    public required Money Grant { get; init; }
    public required Money Paid { get; init; }

    /// <summary>As the final return says it, which may be more than the grant.</summary>
    public required Money Spent { get; init; }

    /// <summary>By budget line; empty where the return gives one sum.</summary>
    public required IReadOnlyList<UseLine> Lines { get; init; }

    /// <summary>Spent up to the grant: what is above it is the organisation's own cost.</summary>
    public Money Counted => Spent < Grant ? Spent : Grant;

    /// <summary>Paid and not spent.</summary>
    public Money ToReturn => Paid > Counted ? Paid - Counted : Money.Zero;

    /// <summary>Spent and not paid yet, up to the grant.</summary>
    public Money Unpaid => Counted > Paid ? Counted - Paid : Money.Zero;

    /// <summary>Eight characters that stand on the printed certificate, and change with any figure of it.</summary>
    public string Code => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())))[..8];

    public string ToJson() =>
        JsonSerializer.Serialize(
            new
            {
                Grant = Grant.Pence,
                Paid = Paid.Pence,
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
