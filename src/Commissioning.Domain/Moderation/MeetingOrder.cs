namespace Commissioning.Domain.Moderation;

/// <summary>In which order a meeting takes its applications.</summary>
public enum MeetingOrder
{
    /// <summary>Those with most to discuss first.</summary>
    Disagreement,

    /// <summary>By the mean of the assessors' scores, highest first.</summary>
    Rank,

    /// <summary>By application reference.</summary>
    Number,
}
