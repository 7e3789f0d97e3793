using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Organisations;

namespace Commissioning.Features.Applications;

/// <summary>Exactly what was sent, with the questions as asked and each document's hash. Frozen at submission (R25).</summary>
public sealed record ApplicationCopy
{
    public required string Round { get; init; }
    public string? Reference { get; init; }
    public required OrganisationDetails Organisation { get; init; }
    public string? ProjectName { get; init; }
    public string? Summary { get; init; }
    public string? Priority { get; init; }

    /// <summary>The other priorities that it serves; null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? AlsoServes { get; init; }

    /// <summary>The main priority and the others.</summary>
    [JsonIgnore]
    public string? PriorityInWords => ServedPriorities.InWords(Priority, AlsoServes ?? []);
    public string? Zone { get; init; }
    public string? ZoneLinks { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public Money? AmountRequested { get; init; }
    public required IReadOnlyList<AnswerCopy> Answers { get; init; }

    /// <summary>The organisation's profile.</summary>
    public IReadOnlyList<AnswerCopy> Profile { get; init; } = [];
    public required IReadOnlyList<BudgetLine> Budget { get; init; }
    public required IReadOnlyList<OutcomeMeasure> Outcomes { get; init; }
    public required IReadOnlyList<DocumentCopy> Documents { get; init; }

    /// <summary>The eligibility check as it was answered.</summary>
    public IReadOnlyList<EligibilityCopy> Eligibility { get; init; } = [];
    public string? DeclaredName { get; init; }
    public DateTime? SubmittedAt { get; init; }
    public Channel Channel { get; init; }
    public DateOnly? ReceivedOn { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static ApplicationCopy FromJson(string json) => JsonSerializer.Deserialize<ApplicationCopy>(json)!;

    /// <summary>Null for an application without a frozen copy, such as an imported one, which is read from its rows.</summary>
    /// <param name="json">Null, or an empty object, where nothing was frozen.</param>
    public static ApplicationCopy? Frozen(string? json) => IsFrozen(json) ? FromJson(json!) : null;

    public static bool IsFrozen(string? json) => json is { Length: > 2 };

    public static string Sha256(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    public sealed record AnswerCopy
    {
        public required string Section { get; init; }
        public required string Code { get; init; }
        public required string Question { get; init; }
        public required int WordLimit { get; init; }

        /// <summary>The answer as people read it.</summary>
        public string? Answer { get; init; }

        /// <summary>Of <see cref="Documents"/>: the file that is the answer. Null: the question does not ask for one, or there is
        /// none.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Guid? Document { get; init; }

        /// <summary>A table's columns; its rows are in <see cref="Rows"/>.</summary>
        public IReadOnlyList<string>? Columns { get; init; }
        public IReadOnlyList<IReadOnlyList<string>>? Rows { get; init; }
    }

    public sealed record EligibilityCopy
    {
        public required string Question { get; init; }

        /// <summary>Yes, No, or Not said where a paper left it open.</summary>
        public required string Answer { get; init; }

        /// <summary>Who gave it, or read it on the paper; null where the applicant is hidden.</summary>
        public string? By { get; init; }
        public required DateTime At { get; init; }
    }

    public sealed record DocumentCopy
    {
        public required Guid Id { get; init; }
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public required long ByteLength { get; init; }
        public required string Sha256 { get; init; }
    }
}
