namespace Commissioning.Domain.Funds;

public static class AwardPolicyRules
{
    /// <summary>Settings for what follows a decision that are not valid, each with its form field.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(AwardPolicy policy)
    {
        var refusals = new List<Refusal>();
        void Unless(bool right, string sentence, string field)
        {
            if (!right)
                refusals.Add(new(sentence, field));
        }

        Unless(
            policy.Payment != PaymentProfile.Staged || policy.StagePercents.Count >= 2,
            "Enter at least two stages, or pay at once",
            nameof(AwardPolicy.StagePercents)
        );
        Unless(
            policy.StagePercents.All(part => part is > 0 and < 100) && policy.StagePercents.Sum() == 100,
            $"The stages add up to {policy.StagePercents.Sum()}%; they must add up to 100%, in whole percentages",
            nameof(AwardPolicy.StagePercents)
        );
        Unless(policy.ReturnDueDays is >= 1 and <= 180, "Enter a number of days from 1 to 180", nameof(AwardPolicy.ReturnDueDays));
        Unless(
            policy.ReminderDays.Count <= 10
                && policy.ReminderDays.All(day => day is >= -60 and <= 60)
                && policy.ReminderDays.Distinct().Count() == policy.ReminderDays.Count,
            "Enter up to ten different numbers of working days from -60 to 60, such as -10, 0, 5",
            nameof(AwardPolicy.ReminderDays)
        );
        Unless(policy.EscalateAfter is >= 0 and <= 60, "Enter a number of working days from 0 to 60", nameof(AwardPolicy.EscalateAfter));
        Unless(policy.EvidencePercent is >= 0 and <= 100, "Enter a whole percentage from 0 to 100", nameof(AwardPolicy.EvidencePercent));
        Unless(policy.TolerancePercent is >= 0 and <= 50, "Enter a whole percentage from 0 to 50", nameof(AwardPolicy.TolerancePercent));
        Unless(
            policy.ToleranceFrom >= Money.Zero && policy.ToleranceFrom <= Money.FromPounds(5_000),
            "Enter an amount from £0.00 to £5,000.00",
            nameof(AwardPolicy.ToleranceFrom)
        );
        Unless(
            policy.ExaminerFrom >= policy.CertificateFrom,
            "Enter a sum that is not below the one from which a certificate is asked for",
            nameof(AwardPolicy.ExaminerFrom)
        );
        Unless(policy.CertificateDays is >= 1 and <= 180, "Enter a number of days from 1 to 180", nameof(AwardPolicy.CertificateDays));
        Unless(policy.PutRightDays is >= 1 and <= 90, "Enter a number of days from 1 to 90", nameof(AwardPolicy.PutRightDays));
        Unless(
            policy.OfficerMovePercent is >= 0 and <= 100,
            "Enter a whole percentage from 0 to 100",
            nameof(AwardPolicy.OfficerMovePercent)
        );
        Unless(
            policy.People.Count <= 10
                && policy.People.All(question =>
                    question.Choices.Count >= 2
                    && question.Name.Length <= 100
                    && question.Choices.All(choice => choice.Length is > 0 and <= 100)
                ),
            "Write each question about people as a name, a colon and its choices, separated by semicolons",
            nameof(AwardPolicy.People)
        );
        Unless(
            policy.People.Select(question => question.Name).Distinct().Count() == policy.People.Count
                && policy.People.All(question => question.Choices.Distinct().Count() == question.Choices.Count),
            "Name each question about people, and each of its choices, once",
            nameof(AwardPolicy.People)
        );
        refusals.AddRange(ReturnForms.WhyWrong(policy.ReturnForms));
        return refusals;
    }
}
