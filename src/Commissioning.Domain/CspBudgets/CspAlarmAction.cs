namespace Commissioning.Domain.CspBudgets;

/// <summary>What the office does about an alarm.</summary>
public enum CspAlarmAction
{
    /// <summary>The area keeps the money.</summary>
    Keep,

    /// <summary>The money goes to another area.</summary>
    Vire,

    /// <summary>The money goes to the pooled underspend.</summary>
    Pool,

    /// <summary>The money is carried into next year.</summary>
    Carry,

    /// <summary>The area was asked for its return and has answered.</summary>
    Chased,

    /// <summary>The difference has a reason, and nothing has to be done.</summary>
    Explained,

    /// <summary>The profile was wrong and is typed anew.</summary>
    Reprofiled,
}
