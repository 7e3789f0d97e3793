using Commissioning.Domain.Applications;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The boxes of the outcomes, for a draft and for outcomes that were asked for again.</summary>
public sealed class OutcomesForm
{
    public List<OutcomeForm> Outcomes { get; set; } = [];
    public int Version { get; set; }

    public sealed class OutcomeForm
    {
        public string? Outcome { get; set; }
        public string? Measure { get; set; }
        public string? Baseline { get; set; }
        public string? Target { get; set; }
        public bool IsBlank => string.IsNullOrWhiteSpace(Outcome + Measure + Baseline + Target);
    }

    public static OutcomesForm From(TypedOutcomes typed, int version)
    {
        var form = new OutcomesForm
        {
            Version = version,
            Outcomes = typed
                .Rows.Select(row => new OutcomeForm
                {
                    Outcome = row.Outcome,
                    Measure = row.Measure,
                    Baseline = row.Baseline,
                    Target = row.Target,
                })
                .ToList(),
        };
        if (form.Outcomes.Count == 0)
            form.Outcomes.Add(new());
        return form;
    }

    public void AddRow()
    {
        if (Outcomes.Count < TypedOutcomes.MostRows)
            Outcomes.Add(new());
    }

    /// <summary>What was typed. Empty rows go last, so that a refusal's number is the row's.</summary>
    public TypedOutcomes Typed()
    {
        Outcomes = [.. Outcomes.OrderBy(row => row.IsBlank)];
        return new(
            Outcomes
                .Where(row => !row.IsBlank)
                .Select(row => new TypedOutcomes.Row(row.Outcome, row.Measure, row.Baseline, row.Target))
                .ToList()
        );
    }
}
