namespace Commissioning.Domain.Monitoring;

/// <summary>What became of one signing of a certificate.</summary>
public enum UseCopyState
{
    Sent,
    Accepted,

    /// <summary>An officer asked for something to be put right.</summary>
    SentBack,

    /// <summary>The figures changed after it was signed.</summary>
    OutOfDate,
}
