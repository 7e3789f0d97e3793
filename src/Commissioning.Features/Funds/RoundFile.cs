using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Commissioning.Domain;
using Commissioning.Domain.Funds;

namespace Commissioning.Features.Funds;

/// <summary>A round with its form as one JSON document, to store, share and import: amounts as 10000.00, instants as UK wall-clock
/// 2027-01-06T17:00, days as 2027-01-06. Every fault is reported with its path, such as questions[3].kind.</summary>
public static partial class RoundFile
{
    public const string Format = "commissioning-round/1";

    /// <summary>What the file of a round may hold.</summary>
    private static readonly string[] Keys =
    [
        "format",
        "fund",
        "prefix",
        "name",
        "budgetYear",
        "pot",
        "maximumGrant",
        "minimumGrant",
        "opensAt",
        "closesAt",
        "scoringClosesAt",
        "decisionExpectedOn",
        "projectsStartOn",
        "projectsEndBy",
        "acceptWithinDays",
        "guidance",
        "conditions",
        "legalPower",
        "thresholdMethod",
        "priorities",
        "zones",
        "eligibleKinds",
        "otherFund",
        "whoCanApply",
        "whatWeFund",
        "neverFund",
        "video",
        "contactName",
        "contactPhone",
        "contactHours",
        "policy",
        "eligibility",
        "questions",
        "documents",
        "passFailCriteria",
        "criteria",
        "checks",
    ];

    // What somebody who wants to bring in a round that is over puts into the file.
    private static readonly string[] OfPastRounds =
    [
        "applications",
        "outcomes",
        "awards",
        "results",
        "scores",
        "organisations",
        "decisions",
    ];

    public sealed record Content(string Fund, string Prefix, RoundDetails Details, RoundLists Lists);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly JsonSerializerOptions Strict = new(QuestionSettings.Json)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    // The exception has the key in its sentence alone.
    [GeneratedRegex("^The JSON property '(?<key>.{1,60}?)' could not be mapped")]
    private static partial Regex Unmapped();

    public static string Write(RoundSetup setup)
    {
        var round = setup.Round;
        return JsonSerializer.Serialize(
            new
            {
                format = Format,
                fund = round.FundName,
                prefix = round.Prefix,
                name = round.Name,
                budgetYear = round.BudgetYear,
                pot = round.Pot.ToInput(),
                maximumGrant = round.MaximumGrant.ToInput(),
                minimumGrant = round.MinimumGrant.ToInput(),
                opensAt = Clock(round.OpensAt),
                closesAt = Clock(round.ClosesAt),
                scoringClosesAt = Clock(round.ScoringClosesAt),
                round.DecisionExpectedOn,
                round.ProjectsStartOn,
                round.ProjectsEndBy,
                round.AcceptWithinDays,
                round.Guidance,
                round.Conditions,
                round.LegalPower,
                round.ThresholdMethod,
                setup.Priorities,
                setup.Zones,
                eligibleKinds = round.EligibleKindList,
                round.OtherFund,
                whoCanApply = Words(setup.Guidance.WhoCanApply),
                whatWeFund = setup.Guidance.WhatWeFundList,
                neverFund = setup.Guidance.NeverFundList,
                video = setup.Guidance.VideoHref,
                setup.Guidance.ContactName,
                setup.Guidance.ContactPhone,
                setup.Guidance.ContactHours,
                policy = JsonSerializer.Deserialize<JsonNode>(round.Policy.ToJson()),
                eligibility = setup.Eligibility.Select(question => new
                {
                    question.Wording,
                    question.Hint,
                    question.WhyNot,
                }),
                questions = setup.Questions.Select(question => new
                {
                    question.Section,
                    question.Code,
                    question.Kind,
                    question.Wording,
                    question.Hint,
                    wordLimit = question.IsText ? question.WordLimit : (int?)null,
                    question.Required,
                    settings = JsonSerializer.Deserialize<JsonNode>(question.Settings.ToJson()),
                }),
                documents = setup.Documents.Select(kind => new
                {
                    kind.Name,
                    kind.Hint,
                    kind.Required,
                    kind.Stage,
                    settings = JsonSerializer.Deserialize<JsonNode>(kind.Settings.ToJson()),
                }),
                passFailCriteria = setup.PassFailCriteria.Select(passFail => new { passFail.Name, passFail.Guidance }),
                criteria = setup.Criteria.Select(criterion => new
                {
                    criterion.Code,
                    criterion.Name,
                    criterion.Guidance,
                    criterion.Weight,
                    criterion.Least,
                    anchors = setup
                        .Anchors.Where(anchor => anchor.CriterionId == criterion.Id)
                        .OrderBy(anchor => anchor.Score)
                        .Select(anchor => anchor.Wording),
                }),
                checks = setup.Checks.Select(check => new
                {
                    check.Name,
                    check.Guidance,
                    check.Kind,
                    check.Tier,
                    check.ValidMonths,
                    check.Holds,
                }),
            },
            Json
        );
    }

    /// <summary>The first key that an object has twice, which the parser's exception does not place.</summary>
    private static string? RepeatedKey(string text)
    {
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(text),
            new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        var keys = new Stack<HashSet<string>>();
        try
        {
            while (reader.Read())
                if (reader.TokenType == JsonTokenType.StartObject)
                    keys.Push([]);
                else if (reader.TokenType == JsonTokenType.EndObject)
                    keys.Pop();
                else if (reader.TokenType == JsonTokenType.PropertyName && reader.GetString() is { } key && !keys.Peek().Add(key))
                    return key;
        }
        catch (JsonException)
        {
            // Not JSON at all.
        }
        return null;
    }

    /// <returns>The round, or every fault with its path; never both.</returns>
    public static (Content? Content, IReadOnlyList<Refusal> Faults) Read(string text)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(
                text,
                documentOptions: new()
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                    AllowDuplicateProperties = false,
                }
            );
        }
        catch (JsonException exception)
        {
            return (
                null,
                [
                    RepeatedKey(text) is { } key
                        ? new($"The file has the key \"{key}\" twice in the same braces. Keep one of them.")
                        : new($"The file is not JSON: line {exception.LineNumber + 1}, character {exception.BytePositionInLine + 1}"),
                ]
            );
        }
        if (root is not JsonObject file)
            return (null, [new("The file must hold one round: an object in braces")]);
        var reader = new Reader();
        if (reader.Text(file, "", "format") is { } format && format != Format)
            return (null, [new($"format: must be \"{Format}\"")]);
        reader.OnlyKnown(file, "", Keys);
        var details = new RoundDetails
        {
            Name = reader.Text(file, "", "name") ?? "",
            BudgetYear = reader.Text(file, "", "budgetYear") ?? "",
            Pot = reader.Amount(file, "pot"),
            MaximumGrant = reader.Amount(file, "maximumGrant"),
            MinimumGrant = reader.Amount(file, "minimumGrant"),
            OpensAt = reader.Instant(file, "opensAt"),
            ClosesAt = reader.Instant(file, "closesAt"),
            ScoringClosesAt = reader.Instant(file, "scoringClosesAt"),
            DecisionExpectedOn = reader.Day(file, "decisionExpectedOn"),
            ProjectsStartOn = reader.Day(file, "projectsStartOn"),
            ProjectsEndBy = reader.Day(file, "projectsEndBy"),
            AcceptWithinDays = reader.Whole(file, "", "acceptWithinDays") ?? 0,
            Guidance = reader.Text(file, "", "guidance") ?? "",
            Conditions = reader.Optional(file, "", "conditions") ?? "",
            LegalPower = reader.Text(file, "", "legalPower") ?? "",
            ThresholdMethod = reader.Text(file, "", "thresholdMethod") ?? "",
            Priorities = reader.Texts(file, "priorities"),
            Zones = reader.Texts(file, "zones"),
            EligibleKinds = file["eligibleKinds"] is null ? [] : reader.Texts(file, "eligibleKinds"),
            OtherFund = reader.Optional(file, "", "otherFund"),
            Policy = reader.Json(file, "", "policy", RoundPolicy.FromJson),
            Texts = new()
            {
                WhoCanApply = reader.Optional(file, "", "whoCanApply") ?? "",
                WhatWeFund = file["whatWeFund"] is null ? "" : string.Join('\n', reader.Texts(file, "whatWeFund")),
                NeverFund = file["neverFund"] is null ? "" : string.Join('\n', reader.Texts(file, "neverFund")),
                VideoHref = reader.Optional(file, "", "video"),
                ContactName = reader.Optional(file, "", "contactName"),
                ContactPhone = reader.Optional(file, "", "contactPhone"),
                ContactHours = reader.Optional(file, "", "contactHours"),
            },
        };
        var lists = new RoundLists
        {
            Eligibility = reader.Each(
                file,
                "eligibility",
                (row, path) =>
                    (reader.Text(row, path, "wording") ?? "", reader.Optional(row, path, "hint"), reader.Text(row, path, "whyNot") ?? ""),
                ["wording", "hint", "whyNot"]
            ),
            Questions = reader.Each(
                file,
                "questions",
                reader.Question,
                ["section", "code", "kind", "wording", "hint", "wordLimit", "required", "settings"]
            ),
            Documents = reader.Each(file, "documents", reader.Document, ["name", "hint", "required", "stage", "settings"]),
            Criteria = reader.Each(file, "criteria", reader.Criterion, ["code", "name", "guidance", "weight", "least", "anchors"]),
            PassFailCriteria = file["passFailCriteria"] is null
                ? []
                : reader.Each(
                    file,
                    "passFailCriteria",
                    (row, path) => (reader.Text(row, path, "name") ?? "", reader.Optional(row, path, "guidance") ?? ""),
                    ["name", "guidance"]
                ),
            Checks = file["checks"] is null
                ? DefaultChecks.All
                : reader.Each(file, "checks", reader.Check, ["name", "guidance", "kind", "tier", "validMonths", "holds"]),
        };
        var content = new Content(reader.Text(file, "", "fund") ?? "", reader.Text(file, "", "prefix") ?? "", details, lists);
        if (reader.Faults.Count == 0)
            reader.CheckForm(details, lists);
        return reader.Faults.Count > 0 ? (null, reader.Faults) : (content, []);
    }

    private static string? Words(string text) => text.Length == 0 ? null : text;

    private static string Clock(DateTime utc) => LondonTime.ToLondon(utc).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private sealed class Reader
    {
        public List<Refusal> Faults { get; } = [];

        /// <summary>A key that nothing reads would be lost without a word.</summary>
        public void OnlyKnown(JsonObject row, string path, IReadOnlyList<string> known)
        {
            foreach (var key in row.Select(pair => pair.Key).Where(key => !known.Contains(key)))
                Fault(
                    path,
                    key.Length <= 60 ? key : key[..60] + "…",
                    path.Length == 0 && OfPastRounds.Contains(key)
                        ? "is not part of a round's file. Bring in applications and results of a past round on its own page."
                        : "is not a key that a round's file has here. Check its spelling, or take it out."
                );
        }

        public string? Text(JsonObject row, string path, string name)
        {
            if (row[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Trim().Length > 0)
                return text;
            Fault(path, name, "must be text and not empty");
            return null;
        }

        public string? Optional(JsonObject row, string path, string name)
        {
            if (row[name] is null)
                return null;
            if (row[name] is JsonValue value && value.TryGetValue<string>(out var text))
                return text;
            Fault(path, name, "must be text");
            return null;
        }

        public int? Whole(JsonObject row, string path, string name)
        {
            if (row[name] is JsonValue value && value.TryGetValue<int>(out var number))
                return number;
            Fault(path, name, "must be a whole number");
            return null;
        }

        private bool Flag(JsonObject row, string path, string name)
        {
            if (row[name] is JsonValue value && value.TryGetValue<bool>(out var flag))
                return flag;
            Fault(path, name, "must be true or false");
            return false;
        }

        private T Choice<T>(JsonObject row, string path, string name)
            where T : struct, Enum
        {
            if (
                row[name] is JsonValue value
                && value.TryGetValue<string>(out var text)
                && Enum.TryParse<T>(text, ignoreCase: true, out var parsed)
                && Enum.IsDefined(parsed)
            )
                return parsed;
            Fault(path, name, $"must be one of {string.Join(", ", Enum.GetNames<T>())}");
            return default;
        }

        public Money Amount(JsonObject file, string name)
        {
            var typed = Optional(file, "", name);
            if (Money.Parse(typed) is { } amount)
                return amount;
            Fault("", name, Money.WhyNot(typed, "must be an amount such as \"10000.00\""));
            return Money.Zero;
        }

        public DateTime Instant(JsonObject file, string name)
        {
            if (
                DateTime.TryParseExact(
                    Optional(file, "", name),
                    "yyyy-MM-ddTHH:mm",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var at
                )
            )
                return LondonTime.ToUtc(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at));
            Fault("", name, "must be UK time such as \"2027-01-06T17:00\"");
            return DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Utc);
        }

        public DateOnly Day(JsonObject file, string name)
        {
            if (
                DateOnly.TryParseExact(
                    Optional(file, "", name),
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
            )
                return day;
            Fault("", name, "must be a day such as \"2027-01-06\"");
            return DateOnly.MinValue;
        }

        public IReadOnlyList<string> Texts(JsonObject file, string name)
        {
            if (file[name] is not JsonArray list)
            {
                Fault("", name, "must be a list");
                return [];
            }
            return list.Select(
                    (item, i) =>
                    {
                        if (item is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0)
                            return text;
                        Fault("", $"{name}[{i}]", "must be text and not empty");
                        return "";
                    }
                )
                .ToList();
        }

        /// <param name="known">The keys that a row may have.</param>
        public IReadOnlyList<T> Each<T>(JsonObject file, string name, Func<JsonObject, string, T> read, IReadOnlyList<string> known)
        {
            if (file[name] is not JsonArray list)
            {
                Fault("", name, "must be a list");
                return [];
            }
            var rows = new List<T>();
            foreach (var (item, i) in list.Select((item, i) => (item, i)))
            {
                if (item is JsonObject row)
                {
                    OnlyKnown(row, $"{name}[{i}].", known);
                    rows.Add(read(row, $"{name}[{i}]."));
                }
                else
                    Fault("", $"{name}[{i}]", "must be an object in braces");
            }
            return rows;
        }

        public Question Question(JsonObject row, string path)
        {
            var kind = Choice<QuestionKind>(row, path, "kind");
            return new()
            {
                Id = Guid.Empty,
                Position = 0,
                Section = Text(row, path, "section") ?? "",
                Code = Text(row, path, "code") ?? "",
                Kind = kind,
                Wording = Text(row, path, "wording") ?? "",
                Hint = Optional(row, path, "hint"),
                WordLimit = kind is QuestionKind.LongText or QuestionKind.ShortText ? Whole(row, path, "wordLimit") ?? 0 : 0,
                Required = Flag(row, path, "required"),
                Settings = Json(row, path, "settings", QuestionSettings.FromJson),
            };
        }

        /// <summary>Defaults: a general check, made for each application before the decision.</summary>
        public CheckTemplate Check(JsonObject row, string path) =>
            new(
                Text(row, path, "name") ?? "",
                Text(row, path, "guidance") ?? "",
                row["kind"] is null ? default : Choice<CheckKind>(row, path, "kind"),
                row["tier"] is null ? default : Choice<CheckTier>(row, path, "tier"),
                row["validMonths"] is null ? 0 : Whole(row, path, "validMonths") ?? 0,
                row["holds"] is null ? default : Choice<CheckHold>(row, path, "holds")
            );

        public DocumentKind Document(JsonObject row, string path) =>
            new()
            {
                Id = Guid.Empty,
                Position = 0,
                Name = Text(row, path, "name") ?? "",
                Hint = Optional(row, path, "hint"),
                Required = Flag(row, path, "required"),
                Stage = Choice<DocumentStage>(row, path, "stage"),
                Settings = Json(row, path, "settings", DocumentSettings.FromJson),
            };

        public CriterionWithAnchors Criterion(JsonObject row, string path)
        {
            var anchors = row["anchors"] is JsonArray list
                ? list.Select(item => item is JsonValue value && value.TryGetValue<string>(out var text) ? text : "").ToList()
                : [];
            var least = row["least"] is null ? 0 : Whole(row, path, "least") ?? 0;
            if (CriterionRules.WhyScaleIsWrong(least, least + anchors.Count - 1) is not null || anchors.Any(anchor => anchor.Length == 0))
                Fault(
                    path,
                    "anchors",
                    $"must be a wording for each score, from a \"least\" of 0 or 1 to {CriterionRules.MostGreatest} at most"
                );
            return new(
                Text(row, path, "code") ?? "",
                Text(row, path, "name") ?? "",
                Text(row, path, "guidance") ?? "",
                Whole(row, path, "weight") ?? 0,
                anchors,
                least
            );
        }

        /// <summary>The faults that the editor would refuse, with the question's path.</summary>
        public void CheckForm(RoundDetails details, RoundLists lists)
        {
            foreach (
                var problem in PolicyRules.WhyPolicyIsWrong(
                    details.Policy,
                    details.Pot,
                    details.Priorities.ToList(),
                    details.Zones.ToList()
                )
            )
                Fault("", "policy", problem.Sentence);
            foreach (var problem in FormRules.WhyFormIsWrong(lists.Questions, lists.Documents))
            {
                var place = lists.Questions.ToList().FindIndex(question => question.Code == problem.Field);
                Fault("", place < 0 ? "questions" : $"questions[{place}]", problem.Sentence);
            }
            if (lists.Criteria.Count > 0 && lists.Criteria.Sum(criterion => criterion.Weight) != 100)
                Fault("", "criteria", $"weights must add up to 100 and add up to {lists.Criteria.Sum(criterion => criterion.Weight)}");
            foreach (var (question, i) in lists.Questions.Select((question, i) => (question, i)))
                if (question.Settings.Criterion is { } code && lists.Criteria.All(criterion => criterion.Code != code))
                    Fault("", $"questions[{i}].settings.criterion", $"{code} is not the code of a criterion");
        }

        /// <summary>A nested part; if it is missing, its defaults apply.</summary>
        public T Json<T>(JsonObject row, string path, string name, Func<string, T> read)
            where T : new()
        {
            if (row[name] is not { } part)
                return new();
            try
            {
                var value = read(part.ToJsonString());
                JsonSerializer.Deserialize<T>(part, Strict);
                return value;
            }
            catch (JsonException exception) when (Unmapped().Match(exception.Message) is { Success: true } unmapped)
            {
                Fault(
                    path,
                    $"{name}.{unmapped.Groups["key"].Value}",
                    "is not a key that a round's file has here. Check its spelling, or take it out."
                );
                return new();
            }
            catch (JsonException exception)
            {
                Fault(
                    path,
                    name + (exception.Path is { Length: > 1 } inner ? inner[1..] : ""),
                    "cannot be read; see an exported round for its shape"
                );
                return new();
            }
        }

        private void Fault(string path, string name, string reason) => Faults.Add(new($"{path}{name}: {reason}"));
    }
}
