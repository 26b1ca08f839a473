#!/usr/bin/env python3
"""Random heap programs for oracle.py, of those kinds of objects and finalizers that the runtime has.   genops.py --seed N [--n 200] [--profile basic|cycles|weak|fin|all] > prog.jsonl
Pure function of its arguments (own PRNG: random.Random(seed)). The generator keeps only a rough idea of which names exist
and of what kind; an op that turns out invalid is fine (both sides must report the same error). Avoided on purpose, because the
result would depend on addresses: sets / WeakSets of instances that get iterated, id() values, hash order."""
import random,json,argparse
ap=argparse.ArgumentParser(); ap.add_argument('--seed',type=int,default=0); ap.add_argument('--n',type=int,default=200); ap.add_argument('--profile',default='all'); A=ap.parse_args()
R=random.Random(f'{A.profile}:{A.seed}')
out=[]
def emit(**k): out.append(k)
names={}          # name -> kind
classes={}        # name -> dict(slots, del, weakrefable)
nser=[0]
def fresh(p='v'):
    nser[0]+=1; return f'{p}{nser[0]}'
def pick(*kinds):
    c=[n for n,k in names.items() if not kinds or k in kinds]
    return R.choice(c) if c else None
CONT=('list','dict','inst','deque','listsub','dictsub','odict')
def atom():
    return R.choice([0,1,-5,256,None,True,'k','name',{'int':R.choice([257,1000,10**20,2**30,2**60])},{'rstr':R.choice(['hello','ab cd','x_y'])}])
def value():
    n=pick()
    if n and R.random()<.75: return '@'+n
    if n and R.random()<.2: return {'tuple':['@'+n,atom()]}
    return atom()
def mkclass():
    n=fresh('C'); d=R.choice([None,None,'log','log','resurrect','raise'] if A.profile in('fin','all') else [None,None,'log'])
    base=[]; slots=None
    x=R.random()
    if x<.12: base=['list']
    elif x<.2: base=['dict']
    elif x<.35 and classes:
        b=R.choice(list(classes)); base=[b]
    elif x<.5: slots=R.choice([['a','b'],['a','__weakref__'],['a','b','__weakref__'],[]])
    if d=='resurrect' : keep=R.choice(['K1','K2','K3'])
    op=dict(op='class',name=n)
    if base: op['bases']=base
    if slots is not None: op['slots']=slots
    if d: op['del']=d
    if d=='resurrect': op['keep']=keep
    out.append(op); 
    kind='listsub' if base==['list'] else 'dictsub' if base==['dict'] else classes[base[0]]['kind'] if base else 'inst'
    classes[n]=dict(kind=kind)
def mkinst():
    if not classes or R.random()<.05: mkclass()
    c=R.choice(list(classes)); n=fresh(); emit(op='new',name=n,kind='inst',cls=c); names[n]=classes[c]['kind']
def mkany():
    k=R.choice(['list']*4+['dict']*3+['inst']*5+['tuple']*3+['set','frozenset','object','func','closure','cell','method','exc','int','str','slice','bytearray','module'])
    if k=='inst': return mkinst()
    n=fresh()
    if k=='gen':
        emit(op='gen',name=n,arg=value(),steps=R.choice([0,1,2])); names[n]='gen'; return
    args=[]
    if k in('list','tuple','deque','genexpr'): args=[value() for _ in range(R.choice([0,1,2,3,3,5]))]
    elif k=='dict':
        for i in range(R.choice([0,1,2,3,6])): args+=[R.choice(['a','b','c','k%d'%i,{'rstr':'rk%d'%i},i,{'int':1000+i}]),value()]
    elif k in('set','frozenset'): args=[R.randrange(-5,300) for _ in range(R.choice([0,1,3,6,12]))]
    elif k in('func','closure','cell','method','slice','partial','property','exc'): args=[value()]
    elif k=='iter':
        c=pick('list','tuple','dict'); args=['@'+c] if c else []
    o=dict(op='new',name=n,kind=k,args=args)
    if k=='int': o['value']=R.choice([5,257,2**30,10**20])
    if k=='str': o['value']=R.choice(['hello','a','some text'])
    out.append(o); names[n]=k
def mutate():
    n=pick(*CONT)
    if not n: return mkany()
    k=names[n]; v=value()
    if k in('list','listsub','deque'):
        x=R.random()
        if k=='listsub' and x<.3: emit(op='setattr',obj='@'+n,attr=R.choice('abxyz'),val=v)
        elif x<.65: emit(op='append',obj='@'+n,val=v)
        elif x<.8: emit(op='pop',obj='@'+n)
        elif x<.9: emit(op='setitem',obj='@'+n,key=0,val=v)
        elif x<.95: emit(op='clear',obj='@'+n)
        else: emit(op='delitem',obj='@'+n,key=0)
    elif k in('dict','dictsub','odict'):
        key=R.choice(['a','b','c','d',{'rstr':'dyn'},1,{'int':5000}])
        x=R.random()
        if x<.7: emit(op='setitem',obj='@'+n,key=key,val=v)
        elif x<.9: emit(op='delitem',obj='@'+n,key=key)
        else: emit(op='clear',obj='@'+n)
    else:
        x=R.random()
        if x<.75: emit(op='setattr',obj='@'+n,attr=R.choice('abxyz'),val=v)
        elif x<.87: emit(op='delattr',obj='@'+n,attr=R.choice('abxyz'))
        elif x<.93: emit(op='touchdict',obj='@'+n)
        elif x<.95:
            d=pick('dict')
            if d: emit(op='setdict',obj='@'+n,val='@'+d)
        else: emit(op='setattr',obj='@'+n,attr='me',val='@'+n)
def unbind():
    n=pick()
    if not n: return
    emit(op='unbind',name=n); del names[n]
def rebind():
    n=pick()
    if n: m=fresh(); emit(op='bind',name=m,val='@'+n); names[m]=names[n]
def cyc():
    """make a ring of 1..4 and drop some of the names"""
    k=R.randint(1,4); ns=[]
    for _ in range(k):
        if R.random()<.6: mkinst()
        else:
            n=fresh(); kk=R.choice(['list','dict']); emit(op='new',name=n,kind=kk,args=[]); names[n]=kk
        ns.append(list(names)[-1])
    for a,b in zip(ns,ns[1:]+ns[:1]):
        kk=names[a]
        if kk in('list','listsub'): emit(op='append',obj='@'+a,val='@'+b)
        elif kk in('dict','dictsub'): emit(op='setitem',obj='@'+a,key='nxt',val='@'+b)
        else: emit(op='setattr',obj='@'+a,attr=R.choice('ab'),val='@'+b)
    for a in ns:
        if R.random()<.8: emit(op='unbind',name=a); del names[a]
def weak():
    n=pick('inst','listsub','dictsub','set','frozenset','func','closure','method','gen','deque','odict','module','partial')
    if not n: return mkinst()
    w=fresh('w'); x=R.random()
    if x<.7: emit(op='weakref',name=w,obj='@'+n,cb=R.random()<.6); names[w]='wref'
    elif x<.8: emit(op='proxy',name=w,obj='@'+n,cb=R.random()<.5); names[w]='proxy'
    elif x<.88: emit(op='finalize',obj='@'+n,tag=w)
    else:
        d=pick('wvd')
        if not d:
            d=fresh(); emit(op='new',name=d,kind='wvd'); names[d]='wvd'
        emit(op='setitem',obj='@'+d,key=R.choice(['p','q','r',1,2]),val='@'+n)
def query():
    n=pick()
    if not n: return
    x=R.choice(['getrefcount']*5+['getsizeof']*4+['is_tracked']*3+['referrers']*4+['referents']*4+['is_finalized','gen_of','gen_of','weakrefs','count','objects','objcount','names'])
    k=names[n]
    if x in('count','objects','objcount','names'): emit(op=x); return
    if k=='proxy' : x='getrefcount'
    if x=='weakrefs' and k not in('inst','set','func'): x='is_tracked'
    if x=='referents' and k in('module',): x='is_tracked'
    if x=='getrefcount' and k in('int','str'): x='getsizeof'
    emit(op=x,obj='@'+n)
def deref():
    w=pick('wref')
    if w: emit(op='deref',obj='@'+w)
    d=pick('wvd')
    if d and R.random()<.5: emit(op='keys',obj='@'+d); emit(op='len',obj='@'+d)
def collect(): emit(op='collect',gen=R.choice([0,0,1,2,2,2]))
def misc():
    x=R.random()
    if x<.25: emit(op='idreuse',kind=R.choice(['list','dict','tuple','set','object','float','int','func']))
    elif x<.4: emit(op='burst',kind=R.choice(['list','dict','set','tuple']),n=R.choice([350,1050,1750,4550,10150]))
    elif x<.5: emit(op='stats')
    elif x<.6: emit(op='get_threshold')
    elif x<.7 and A.profile in('all','fin'):
        emit(op='debug',flags=32); cyc(); emit(op='collect',gen=2); emit(op='debug',flags=0); emit(op='garbage'); emit(op='garbage_clear'); emit(op='collect',gen=2)
    elif x<.9:
        a,b=pick(),pick()
        if a and b: emit(op='same',a='@'+a,b='@'+b)
    else:
        n=pick('inst')
        if n and classes:
            emit(op='setattr',obj='@'+n,attr='c',val='@'+R.choice(list(classes)))
W={'basic':[(mkany,6),(mutate,6),(unbind,4),(rebind,2),(query,8),(collect,1)],
   'cycles':[(mkany,3),(mutate,4),(cyc,4),(unbind,4),(query,4),(collect,3),(misc,1)],
   'weak':[(mkinst,4),(mkany,2),(weak,6),(mutate,3),(cyc,2),(unbind,5),(deref,4),(query,4),(collect,2)],
   'fin':[(mkclass,1),(mkinst,4),(mutate,4),(cyc,5),(weak,2),(unbind,4),(query,3),(collect,4),(misc,1)],
   'all':[(mkany,5),(mkinst,3),(mkclass,.6),(mutate,7),(cyc,2.5),(weak,3),(unbind,5),(rebind,1.5),(query,7),(deref,1.5),(collect,2),(misc,1)]}[A.profile]
fs=[f for f,_ in W]; ws=[w for _,w in W]
mkclass(); mkclass()
while len(out)<A.n: R.choices(fs,ws)[0]()
# final state, then tear everything down
emit(op='names'); emit(op='objects'); emit(op='count'); emit(op='collect',gen=2); emit(op='objects')
for n in list(names): emit(op='unbind',name=n)
for k in ('K1','K2','K3'): emit(op='unbind',name=k)
emit(op='collect',gen=2); emit(op='collect',gen=2); emit(op='objects')
for c in reversed(list(classes)): emit(op='unbind',name=c)
emit(op='collect',gen=2); emit(op='objects'); emit(op='names')
for o in out: print(json.dumps(o,separators=(',',':')))
