using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>An applicant takes a sent application back to correct it, and sends it again, while the round is open.</summary>
public static class RecallRules
{
    /// <summary>Null when it may be taken back: until the round closes, and once assessment may begin only while nobody has
    /// considered it.</summary>
    /// <param name="isAsked">The office waits for answers that it asked for again.</param>
    /// <param name="isBegun">Assessors are assigned, or a person has recorded a check.</param>
    /// <param name="closesAt">Until when this applicant has more time; null: no longer than the round.</param>
    public static Refusal? WhyCannotRecall(
        Round round,
        DateTime? closesAt,
        ApplicationStatus status,
        Channel channel,
        bool isAsked,
        bool isBegun,
        DateTime now
    )
    {
        if (status != ApplicationStatus.Submitted)
            return new("This application is not sent, so there is nothing to take back");
        if (channel != Channel.Online)
            return new("We typed in this application from what you gave us. Contact us to correct it.");
        if (RoundRules.WhyWithdrawn(round) is { } withdrawn)
            return withdrawn;
        var closes = ApplicationRules.ClosesFor(round, closesAt);
        if (now > closes)
            return new(
                $"{ApplicationRules.WhatEnded(round, closesAt)} at {LondonTime.DateAndTime(closes)} (UK time). What you sent stands, and can no longer be taken back."
            );
        if (isAsked)
            return new("We have asked you for answers again. Send those first.");
        return isBegun && RoundRules.MayAssess(round, now)
            ? new("We have begun to consider this application. Contact us to correct it.")
            : null;
    }
}
