import { describe, expect, it } from 'vitest'
import { noExecuteTaints, planEviction } from './eviction-plan'

const broken = { key: 'broken', effect: 'NoExecute' }
const slow = { key: 'slow', value: 'disk', effect: 'NoExecute' }
const tolerate = (key: string, tolerationSeconds?: number) => ({
  key,
  operator: 'Exists',
  ...(tolerationSeconds === undefined ? {} : { tolerationSeconds }),
})

describe('planEviction', () => {
  it('leaves the pod alone when every taint is tolerated for ever', () => {
    expect(planEviction([], [])).toEqual({ when: 'never' })
    expect(planEviction([broken, slow], [tolerate('broken'), tolerate('slow')])).toEqual({ when: 'never' })
  })

  it('evicts at once for a taint that is not tolerated, and names it', () => {
    expect(planEviction([broken, slow], [tolerate('broken')])).toEqual({
      when: 'now',
      because: 'it does not tolerate slow=disk:NoExecute',
    })
  })

  it('waits for the shortest of the tolerated times', () => {
    expect(planEviction([broken, slow], [tolerate('broken', 300), tolerate('slow', 60)])).toMatchObject({
      when: 'later',
      seconds: 60,
    })
    expect(planEviction([broken, slow], [tolerate('broken', 300), tolerate('slow')])).toMatchObject({ seconds: 300 })
  })

  it('takes no time and less for at once', () => {
    expect(planEviction([broken], [tolerate('broken', 0)]).when).toBe('now')
    expect(planEviction([broken], [tolerate('broken', -1)]).when).toBe('now')
  })

  it('looks at NoExecute only', () => {
    expect(noExecuteTaints([broken, { key: 'cordoned', effect: 'NoSchedule' }])).toEqual([broken])
  })
})
