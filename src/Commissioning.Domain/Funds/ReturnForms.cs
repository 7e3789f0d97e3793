namespace Commissioning.Domain.Funds;

/// <summary>The three ready lengths of a return, their words, and which one a grant gets (R72). Every default is not OPCC policy.</summary>
public static class ReturnForms
{
    public const int MostOwn = 10;

    public static readonly ReturnForm Brief = new()
    {
        Name = "Short",
        From = Money.Zero,
        OnePage = true,
        Items =
        [
            Of(ReturnItemKind.Spent),
            Of(ReturnItemKind.People),
            Of(ReturnItemKind.Delivered),
            Of(ReturnItemKind.Learned) with
            {
                Wording = "One thing you learned",
            },
            Of(ReturnItemKind.Photo, required: false),
        ],
    };
    public static readonly ReturnForm Standard = new()
    {
        Name = "Standard",
        From = Money.FromPounds(5_000),
        Items =
        [
            Of(ReturnItemKind.SpentByLine),
            Of(ReturnItemKind.Outcomes),
            Of(ReturnItemKind.People),
            Of(ReturnItemKind.PeopleAgain),
            Of(ReturnItemKind.Delivered),
            Of(ReturnItemKind.Learned),
            Of(ReturnItemKind.Story, required: false),
            Of(ReturnItemKind.Photo, required: false),
        ],
    };
    public static readonly ReturnForm Full = new()
    {
        Name = "Full",
        From = Money.FromPounds(20_000),
        WhenEnhanced = true,
        Items =
        [
            Of(ReturnItemKind.SpentByLine),
            Of(ReturnItemKind.Forecast, required: false),
            Of(ReturnItemKind.Outcomes),
            Of(ReturnItemKind.People),
            Of(ReturnItemKind.PeopleAgain),
            Of(ReturnItemKind.PeopleDetails),
            Of(ReturnItemKind.Delivered),
            Of(ReturnItemKind.Learned),
            Of(ReturnItemKind.Story, required: false),
            Of(ReturnItemKind.Photo, required: false),
            Of(ReturnItemKind.Receipts),
        ],
    };

    /// <summary>About money that the office let its holder use again; not a setting of a round (R75).</summary>
    public static readonly ReturnForm Reuse = new()
    {
        Name = "Money used again",
        From = Money.Zero,
        OnePage = true,
        Items =
        [
            Of(ReturnItemKind.Spent) with
            {
                Wording = "How much of the money you may use again have you spent?",
                Hint = "Only what we agreed to, not the rest of the grant",
                UsedFor = "We use it to close your grant.",
            },
            Of(ReturnItemKind.Delivered) with
            {
                Wording = "What did you use it for?",
            },
            Of(ReturnItemKind.Photo) with
            {
                Wording = "A photograph of the receipt",
            },
        ],
    };

    /// <summary>The one that begins highest at or below the grant; for an application checked as Enhanced the longest that says
    /// so.</summary>
    /// <param name="grant">In pence, less what went back to the pot.</param>
    public static ReturnForm For(Money grant, bool enhanced, AwardPolicy policy)
    {
        var forms = policy.ReturnForms.OrderBy(form => form.From.Pence).ToList();
        return (enhanced ? forms.LastOrDefault(form => form.WhenEnhanced) : null)
            ?? forms.LastOrDefault(form => form.From <= grant)
            ?? forms[0];
    }

    /// <summary>Why these cannot be the forms of a round, each with its form's place.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(IReadOnlyList<ReturnForm> forms)
    {
        if (forms.Count == 0 || forms.All(form => form.From > Money.Zero))
            return [new("One form of returns must begin at £0, so that every grant has one", nameof(ReturnForm.From))];
        if (forms.Select(form => form.From).Distinct().Count() != forms.Count)
            return [new("Two forms of returns begin at the same amount. Give each its own.", nameof(ReturnForm.From))];
        return forms.SelectMany(WhyWrong).ToList();
    }

    public static IReadOnlyList<Refusal> WhyWrong(ReturnForm form)
    {
        var refusals = new List<Refusal>();
        void Unless(bool right, string sentence)
        {
            if (!right)
                refusals.Add(new(sentence, nameof(ReturnForm.Items)));
        }

        Unless(
            form.Asks(ReturnItemKind.Spent) != form.Asks(ReturnItemKind.SpentByLine),
            $"{form.Name}: ask for the money either in one sum or by budget line, because every figure counts it"
        );
        Unless(form.Asks(ReturnItemKind.People), $"{form.Name}: ask how many people took part, because every figure counts them");
        Unless(
            form.Items.Where(item => item.Kind != ReturnItemKind.Own).Select(item => item.Kind).Distinct().Count() + form.Own.Count
                == form.Items.Count,
            $"{form.Name}: each thing can be asked once"
        );
        Unless(form.Own.Count <= MostOwn, $"{form.Name}: add at most {MostOwn} questions of your own");
        foreach (var question in form.Own.Select(item => item.Question))
        {
            Unless(
                question is { Wording.Length: > 0 and <= 300 },
                $"{form.Name}: write each question of your own, in up to 300 characters"
            );
            Unless(
                question?.Kind != QuestionKind.OneOf || question.Settings.Options.Count >= 2,
                $"{form.Name}: give “{question?.Wording}” at least two answers to choose from"
            );
        }
        Unless(
            form.Items.All(item =>
                item.Wording is not { Length: > 300 } && item.Hint is not { Length: > 300 } && item.UsedFor is not { Length: > 300 }
            ),
            $"{form.Name}: keep wordings, hints and what they are for to 300 characters each"
        );
        return refusals;
    }

    /// <summary>What the settings page calls a thing that can be asked.</summary>
    public static string Name(ReturnItemKind kind) =>
        kind switch
        {
            ReturnItemKind.Spent => "Money spent, in one sum",
            ReturnItemKind.SpentByLine => "Money spent, by budget line",
            ReturnItemKind.Forecast => "Money expected to be spent by the end",
            ReturnItemKind.Outcomes => "Outcomes that were promised",
            ReturnItemKind.People => "Different people who took part",
            ReturnItemKind.PeopleAgain => "People who came more than once",
            ReturnItemKind.PeopleDetails => "Details of people, such as age",
            ReturnItemKind.Delivered => "What happened",
            ReturnItemKind.Learned => "What was learned",
            ReturnItemKind.Story => "A story and a quotation",
            ReturnItemKind.Photo => "Photographs",
            ReturnItemKind.Receipts => "Receipts of the sample",
            _ => "Your own question",
        };

    /// <summary>Whether an officer may say that it can stay empty: figures cannot.</summary>
    public static bool MayBeOptional(ReturnItemKind kind) =>
        kind is ReturnItemKind.Delivered or ReturnItemKind.Learned or ReturnItemKind.Story or ReturnItemKind.Photo or ReturnItemKind.Own;

    /// <summary>What a form asks for, as the agreement lists it. What may be left out is not in it.</summary>
    public static string InWords(ReturnForm form)
    {
        var parts = form
            .Items.Select(item =>
                item.Kind switch
                {
                    ReturnItemKind.Spent => "what you have spent in all",
                    ReturnItemKind.SpentByLine => "what you have spent on each budget line",
                    ReturnItemKind.Outcomes => "each outcome",
                    ReturnItemKind.People => "how many people took part",
                    ReturnItemKind.PeopleDetails => "who they were",
                    ReturnItemKind.Delivered => "what happened",
                    ReturnItemKind.Learned => "what you learned",
                    ReturnItemKind.Photo when item.Required => "a photograph",
                    _ => null,
                }
            )
            .Where(part => part is not null)
            .ToList();
        if (form.Own.Count > 0)
            parts.Add(form.Own.Count == 1 ? "one more question" : $"{form.Own.Count} more questions");
        var listed = parts.Count == 1 ? parts[0]! : $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}";
        return Sentences.CapitalFirst(listed);
    }

    public static string Wording(ReturnItem item) =>
        item.Wording
        ?? item.Kind switch
        {
            ReturnItemKind.Spent => "What have you spent so far, in all?",
            ReturnItemKind.SpentByLine => "What have you spent so far, in all?",
            ReturnItemKind.Forecast => "What will you have spent when the project ends?",
            ReturnItemKind.Outcomes => "What has changed?",
            ReturnItemKind.People => "How many different people have taken part so far?",
            ReturnItemKind.PeopleAgain => "How many of them came more than once?",
            ReturnItemKind.PeopleDetails => "Who were they?",
            ReturnItemKind.Delivered => "What happened?",
            ReturnItemKind.Learned => "What did you learn?",
            ReturnItemKind.Story => "A story about someone the project helped",
            ReturnItemKind.Photo => "Photographs",
            ReturnItemKind.Receipts => "Receipts",
            _ => item.Question?.Wording ?? "",
        };

    public static string? Hint(ReturnItem item) =>
        item.Hint
        ?? item.Kind switch
        {
            ReturnItemKind.Spent => "From the first day of the project. Keep your receipts: we may ask.",
            ReturnItemKind.SpentByLine => "From the first day of the project. Enter 0 if you spent nothing.",
            ReturnItemKind.Forecast => "What you spent so far and what you still plan to spend. Your best guess is fine.",
            ReturnItemKind.People => "Count each person once",
            ReturnItemKind.Delivered => "A few lines. Leave out names and anything private.",
            ReturnItemKind.Learned => "What would you do differently?",
            ReturnItemKind.Story => "Change names, and leave out what could tell who it is",
            ReturnItemKind.Own => item.Question?.Hint,
            _ => null,
        };

    /// <summary>Null: nothing is said.</summary>
    public static string? UsedFor(ReturnItem item) =>
        item.UsedFor
        ?? item.Kind switch
        {
            ReturnItemKind.Spent or ReturnItemKind.SpentByLine => "We use it to close your grant, and add it to the round's total.",
            ReturnItemKind.Forecast => "We use it to see early whether money will be left.",
            ReturnItemKind.Outcomes => "We use it to see what works, and say so to the Commissioner.",
            ReturnItemKind.People => "We add it to the round's total for the Commissioner.",
            ReturnItemKind.PeopleAgain => "We use it to see whether people come back.",
            ReturnItemKind.PeopleDetails => "We use totals of all projects to see whom the money reaches.",
            ReturnItemKind.Delivered or ReturnItemKind.Learned => "The team that looks after your grant reads it.",
            ReturnItemKind.Receipts => "We look at a few, chosen at random, to check the spending.",
            _ => null,
        };

    private static ReturnItem Of(ReturnItemKind kind, bool required = true) => new() { Kind = kind, Required = required };
}
